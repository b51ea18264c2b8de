using WalmartAuth.Common;
using WalmartAuth.Errors;

namespace WalmartAuth.Http;

/// <summary>Turns an error response into the matching error (contract §5).</summary>
internal static class ApiErrors
{
    /// <summary>The content of the response, without secrets.</summary>
    public static ErrorResponse Describe(ApiResponse response, Gateway gateway, IClock clock) => new(
        response.Request.Method.Method,
        response.Request.Path,
        response.StatusCode,
        ErrorBodyParser.Parse(response.Text?.Value, RequestSecrets.RedactorFor(response)),
        response.Request.CorrelationId,
        response.IsFromOtherHost ? (response.Message.RequestMessage?.RequestUri ?? response.Request.Address).Host : gateway.DisplayName,
        response.Throttle.Wait is { } wait ? clock.UtcAfter(wait) : null)
    {
        IsFromOtherHost = response.IsFromOtherHost,
        FeedType = QueryString.Get(response.Request.Address, "feedType"),
        Date = response.Message.Headers.Date,
    };

    /// <summary>True if the response rejects the token; the 400 is the old format (contract §5).</summary>
    public static bool IsTokenRejection(ErrorResponse failure) =>
        failure.StatusCode == 401 || (failure.StatusCode == 400 && failure.Body.HasCode("INVALID_TOKEN"));

    /// <summary>The error of a failed call, based on the response alone.</summary>
    /// <param name="failure">The error response.</param>
    /// <param name="nextStep">The next step, if the default one does not fit the call.</param>
    public static WalmartApiException Create(ErrorResponse failure, string? nextStep = null)
    {
        var id = failure.StatusCode switch
        {
            400 => WalmartErrorId.BadRequest,
            // An error page of the network in front of the gateway is not about scopes.
            403 when failure.Body.Text is null && !failure.IsFromOtherHost => WalmartErrorId.InsufficientScope,
            404 => WalmartErrorId.NotFound,
            429 => WalmartErrorId.Throttled,
            >= 500 => WalmartErrorId.GatewayUnavailable,
            _ => WalmartErrorId.RequestFailed,
        };
        return new WalmartApiException(id, Message(failure), failure, nextStep ?? NextStep(id, failure));
    }

    /// <summary>Status, call, place, and Walmart's text, in one sentence.</summary>
    public static string Message(ErrorResponse failure) =>
        FailureMessages.WasAnsweredWith(failure.Method, failure.Path, failure.GatewayName, failure.StatusCode, Said(failure));

    /// <summary>Walmart's text, from the colon on, with the number that its support asks for.</summary>
    public static string Said(ErrorResponse failure)
    {
        var said = failure.Body.Summary is { } summary ? $": {summary.TrimEnd('.', ' ')}." : ".";
        return failure.Body.CdnReference is { } number ? $"{said} (CDN reference {number})" : said;
    }

    private static bool IsUnknownRoute(ErrorResponse failure) =>
        failure.Body.HasCode("URI_NOT_FOUND") || failure.Body.Summary?.IndexOf(FailureMessages.NoStaticResource, StringComparison.OrdinalIgnoreCase) >= 0;

    // Routes that moved (contract §8).
    private static string? SuccessorOf(ErrorResponse failure) => !IsUnknownRoute(failure) ? null
        : failure.Path.EndsWith("/v3/taxonomy", StringComparison.OrdinalIgnoreCase) ? "GET /v3/items/taxonomy"
        : failure.Path.EndsWith("/v3/items/spec", StringComparison.OrdinalIgnoreCase) && failure.Method != "POST" ? "POST /v3/items/spec"
        : null;

    private static string? NextStep(WalmartErrorId id, ErrorResponse failure) => (id, failure.StatusCode) switch
    {
        (WalmartErrorId.GatewayUnavailable, _) => (failure.RetryAt is { } at ? FailureMessages.RetryGatewayAfter(UtcText.Format(at)) : NextSteps.GatewayUnavailable) + FailureMessages.Unknown(failure.Method),
        (WalmartErrorId.Throttled, _) when failure.RetryAt is { } at => FailureMessages.RetryThrottledAfter(UtcText.Format(at)),
        (WalmartErrorId.NotFound, _) when failure.Body.HasCode("CONTENT_NOT_FOUND") => FailureMessages.NothingMatches,
        (_, >= 400 and < 500) when failure.IsFromOtherHost => FailureMessages.FileAddressHasExpired,
        (_, 403) when id == WalmartErrorId.RequestFailed => FailureMessages.NetworkRefused,
        (WalmartErrorId.NotFound, _) when SuccessorOf(failure) is { } successor => FailureMessages.RouteMoved(successor),
        (WalmartErrorId.NotFound, _) when IsUnknownRoute(failure) => FailureMessages.NoSuchRoute,
        (_, 405) => FailureMessages.MethodNotAllowed(failure.Method),
        (WalmartErrorId.BadRequest, _) when failure.Body.HasCode("MISSING_REQUEST_PARAM") => FailureMessages.AddQueryParameter,
        (WalmartErrorId.BadRequest, _) when failure.Body.HasCode("MISSING_REQUEST_HEADER") => FailureMessages.AddHeader,
        (WalmartErrorId.BadRequest, _) when failure.Body.HasCode("INVALID_REQUEST_CONTENT") || failure.Body.HasCode("MALFORMED_REQUEST_CONTENT") => FailureMessages.CorrectBody,
        (_, 406) => FailureMessages.UseAccept,
        (_, 413) => FailureMessages.SplitFile,
        (_, 415) => FailureMessages.UseContentType,
        (_, 423) => FailureMessages.ResourceIsBusy,
        _ => null,
    };
}
