using Microsoft.AspNetCore.Http;

namespace WalmartAuth.Emulator;

/// <summary>The checks of every call before its endpoint is called (contract §4, §5).</summary>
internal sealed class RequestGate(TokenStore tokens, RateLimiter limiter, FaultPlan faults)
{
    /// <summary>The response to a refused call, or null for an accepted one.</summary>
    public Answer? Refuse(RequestContext request, Route route)
    {
        if (!route.Hosts.Contains(request.Host.Kind))
        {
            return GatewayError.NoSuchRoute(request.Path);
        }

        if (!route.NeedsToken)
        {
            return null;
        }

        if (tokens.StateOf(request.Token, request.Host.Kind) != TokenState.Good)
        {
            return GatewayError.Unauthorized;
        }

        return MissingHeader(request) ?? WrongMarket(request) ?? WrongType(request, route)
            ?? OutOfScope(request, route) ?? limiter.Refuse(request, route);
    }

    /// <summary>The headers that every call needs, including the token call.</summary>
    public static Answer? MissingHeader(RequestContext request) =>
        request.Header(WalmartHeaders.ServiceName) is null ? GatewayError.Header(WalmartHeaders.ServiceName)
        : request.CorrelationId is null ? GatewayError.Header(WalmartHeaders.CorrelationId)
        : request.Header(WalmartHeaders.Market) is { } market && !EmulatedAccount.AllMarkets.Contains(market)
            ? GatewayError.Header(WalmartHeaders.Market, "The market must be one of us, ca, mx, cl, in lower case.")
        : IsDynamicSandbox(request) && MarketOf(request) != "us"
            ? GatewayError.Header(WalmartHeaders.Sandbox, "The dynamic sandbox is available for the US market only.")
        : null;

    /// <summary>Any other value than <c>v2</c> means the static sandbox (contract §1).</summary>
    public static bool IsDynamicSandbox(RequestContext request) =>
        request.Host.Kind == HostKind.Sandbox && request.Header(WalmartHeaders.Sandbox) == "v2";

    /// <summary>A missing market means the United States (contract §2).</summary>
    public static string MarketOf(RequestContext request) => request.Header(WalmartHeaders.Market) ?? "us";

    /// <summary>Whether the call has the channel that its account needs, if it needs one.</summary>
    public static bool ChannelMatches(RequestContext request) =>
        request.Token!.Account.ChannelType is not { } channel || request.Header(WalmartHeaders.Channel) == channel;

    private static Answer? WrongMarket(RequestContext request) =>
        request.Token!.Account.Markets.Contains(MarketOf(request))
            ? null
            : GatewayError.Forbidden(WalmartHeaders.Market, "The account does not sell in this market.");

    private Answer? WrongType(RequestContext request, Route route)
    {
        if (!Acceptable(request, route))
        {
            return GatewayError.NotAcceptable;
        }

        if (route.Consumes.Count == 0)
        {
            return null;
        }

        // Clients with an empty POST body still send a content type, often a form's; Walmart accepts it.
        var type = request.Context.Request.ContentType;
        if (request.BodyLength == 0 && !route.NeedsContentType)
        {
            return type is null || request.Method == "GET" || !faults.Takes(FaultKind.Strict, request) || route.Consumes.Any(request.ContentTypeIs) ? null : GatewayError.UnsupportedMediaType;
        }

        return type is not null && route.Consumes.Any(request.ContentTypeIs) ? null : GatewayError.UnsupportedMediaType;
    }

    private static bool Acceptable(RequestContext request, Route route)
    {
        if (route.Produces.Length == 0 || request.Accepts(route.Produces))
        {
            return true;
        }

        var accept = request.Header("Accept");
        return route.TakesAnyAccept && (accept is null || accept.Contains("*/*", StringComparison.Ordinal) || accept.Contains("application/*", StringComparison.Ordinal));
    }

    private static Answer? OutOfScope(RequestContext request, Route route)
    {
        if ((route.ScopeOf?.Invoke(request) ?? route.Scope) is not { } scope)
        {
            return null;
        }

        if (!ChannelMatches(request))
        {
            return GatewayError.Forbidden(WalmartHeaders.Channel, "The channel type does not match the account.");
        }

        return AccessLevel.Allows(request.Token!.Account.Scopes, scope, route.IsWrite)
            ? null
            : GatewayError.Forbidden(scope, "The client does not have the scope or role for this operation.");
    }
}
