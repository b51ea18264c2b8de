using Microsoft.AspNetCore.Http;

namespace WalmartAuth.Emulator;

/// <summary>What every call must bring before anybody looks at what it wants (contract §4, §5).</summary>
internal sealed class RequestGate(TokenStore tokens, Throttle throttle)
{
    private static readonly string[] Markets = ["us", "ca", "mx", "cl"];

    /// <summary>The answer to a call that is refused, or null for one that may go on.</summary>
    public Answer? Refuse(Exchange exchange, Route route)
    {
        if (!route.Sites.Contains(exchange.Site.Kind))
        {
            return GatewayError.NoSuchRoute(exchange.Path);
        }

        if (!route.NeedsToken)
        {
            return null;
        }

        exchange.Token = tokens.Find(exchange.Context.Request.Headers[WalmartHeaders.AccessToken].ToString(), exchange.Site.Kind);
        if (exchange.Token is null)
        {
            return GatewayError.Unauthorized;
        }

        return MissingHeader(exchange) ?? WrongMarket(exchange) ?? WrongType(exchange, route)
            ?? OutOfScope(exchange, route) ?? throttle.Refuse(exchange, route);
    }

    /// <summary>The headers that every call needs, the token call among them.</summary>
    public static Answer? MissingHeader(Exchange exchange) =>
        exchange.Header(WalmartHeaders.ServiceName) is null ? GatewayError.Header(WalmartHeaders.ServiceName)
        : exchange.CorrelationId is null ? GatewayError.Header(WalmartHeaders.CorrelationId)
        : exchange.Header(WalmartHeaders.Market) is { } market && !Markets.Contains(market)
            ? GatewayError.Header(WalmartHeaders.Market, "The market must be one of us, ca, mx, cl, in lower case.")
        : exchange.Header(WalmartHeaders.Sandbox) is not null && exchange.Site.Kind == SiteKind.Sandbox && MarketOf(exchange) != "us"
            ? GatewayError.Header(WalmartHeaders.Sandbox, "The dynamic sandbox is there for the US market only.")
        : null;

    /// <summary>A missing market means the United States (contract §2).</summary>
    public static string MarketOf(Exchange exchange) => exchange.Header(WalmartHeaders.Market) ?? "us";

    /// <summary>Whether the call carries the channel that its account needs, if it needs one.</summary>
    public static bool ChannelMatches(Exchange exchange) =>
        exchange.Token!.Account.ChannelType is not { } channel || exchange.Header(WalmartHeaders.Channel) == channel;

    private static Answer? WrongMarket(Exchange exchange) =>
        exchange.Token!.Account.Markets.Contains(MarketOf(exchange))
            ? null
            : GatewayError.Forbidden(WalmartHeaders.Market, "The account does not sell in this market.");

    private static Answer? WrongType(Exchange exchange, Route route)
    {
        if (!Acceptable(exchange, route))
        {
            return GatewayError.NotAcceptable;
        }

        var type = exchange.Context.Request.ContentType;
        if (route.Consumes.Count == 0 || (type is null && exchange.Body.Length == 0 && !route.NeedsContentType))
        {
            return null;
        }

        return type is not null && route.Consumes.Any(exchange.ContentTypeIs) ? null : GatewayError.UnsupportedMediaType;
    }

    private static bool Acceptable(Exchange exchange, Route route)
    {
        if (route.Produces.Length == 0 || exchange.Accepts(route.Produces))
        {
            return true;
        }

        var accept = exchange.Header("Accept");
        return route.TakesAnyAccept && (accept is null || accept.Contains("*/*", StringComparison.Ordinal) || accept.Contains("application/*", StringComparison.Ordinal));
    }

    private static Answer? OutOfScope(Exchange exchange, Route route)
    {
        if (route.Scope is null)
        {
            return null;
        }

        var account = exchange.Token!.Account;
        if (!ChannelMatches(exchange))
        {
            return GatewayError.Forbidden(WalmartHeaders.Channel, "The channel type is not the account's.");
        }

        return AccessLevel.Allows(account.Scopes, route.Scope, route.IsWrite)
            ? null
            : GatewayError.Forbidden(route.Scope, "The client does not have the scope or role for this operation.");
    }
}
