using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Errors;

namespace WalmartAuth.Http;

/// <summary>From a failed answer to the one error that says what it was (contract §5).</summary>
internal static class ApiErrors
{
    /// <summary>What the answer says, free of anything secret.</summary>
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

    /// <summary>True where the answer says that the token is not accepted; the 400 is the old form (contract §5).</summary>
    public static bool IsTokenRejection(ErrorResponse failure) =>
        failure.StatusCode == 401 || (failure.StatusCode == 400 && failure.Body.HasCode("INVALID_TOKEN"));

    /// <summary>The error of a failed call, as far as the answer alone tells.</summary>
    /// <param name="failure">What the answer said.</param>
    /// <param name="nextStep">The next step, where the usual one does not fit the call.</param>
    public static WalmartApiException Create(ErrorResponse failure, string? nextStep = null)
    {
        var id = failure.StatusCode switch
        {
            400 => WalmartErrorId.BadRequest,
            // A page of the network in front of the gateway speaks of no scope.
            403 when failure.Body.Text is null && !failure.IsFromOtherHost => WalmartErrorId.InsufficientScope,
            404 => WalmartErrorId.NotFound,
            429 => WalmartErrorId.Throttled,
            >= 500 => WalmartErrorId.GatewayUnavailable,
            _ => WalmartErrorId.RequestFailed,
        };
        return new WalmartApiException(id, Message(failure), failure, nextStep ?? NextStep(id, failure));
    }

    /// <summary>Status, call, place, and what Walmart said, in one sentence.</summary>
    public static string Message(ErrorResponse failure)
    {
        var said = failure.Body.Summary is { } summary ? $": {summary.TrimEnd('.', ' ')}." : ".";
        var reference = failure.Body.CdnReference is { } number ? $" (CDN reference {number})" : "";
        return string.Format(CultureInfo.InvariantCulture, "{0} {1} ({2}) was answered with {3}{4}{5}", failure.Method, failure.Path, failure.GatewayName, failure.StatusCode, said, reference);
    }

    private static bool IsUnknownRoute(ErrorResponse failure) =>
        failure.Body.HasCode("URI_NOT_FOUND") || failure.Body.Summary?.IndexOf("No static resource", StringComparison.OrdinalIgnoreCase) >= 0;

    // Routes that moved (contract §8).
    private static string? SuccessorOf(ErrorResponse failure) => !IsUnknownRoute(failure) ? null
        : failure.Path.EndsWith("/v3/taxonomy", StringComparison.OrdinalIgnoreCase) ? "GET /v3/items/taxonomy"
        : failure.Path.EndsWith("/v3/items/spec", StringComparison.OrdinalIgnoreCase) && failure.Method != "POST" ? "POST /v3/items/spec"
        : null;

    private static string? NextStep(WalmartErrorId id, ErrorResponse failure) => (id, failure.StatusCode) switch
    {
        (WalmartErrorId.GatewayUnavailable, _) when failure.RetryAt is { } at => $"Walmart's gateway asks to be tried again after {UtcText.Format(at)}. If the call was a write, look whether it arrived before you repeat it.",
        (WalmartErrorId.Throttled, _) when failure.RetryAt is { } at => $"Try again after {UtcText.Format(at)}, call less often, or allow a longer wait with -MaximumWaitSec.",
        (WalmartErrorId.NotFound, _) when failure.Body.HasCode("CONTENT_NOT_FOUND") => "Nothing matches; for a list this may just mean that it is empty. Check the id and the query.",
        (_, >= 400 and < 500) when failure.IsFromOtherHost => "The address of a file is good for a short time and as it was given: ask Walmart for a new one, and fetch it at once.",
        (_, 403) when id == WalmartErrorId.RequestFailed => "The network in front of Walmart's gateway refused the call, not the gateway: check the address and the outgoing IP address, and give Walmart's support the CDN reference.",
        (WalmartErrorId.NotFound, _) when SuccessorOf(failure) is { } successor => $"Walmart moved it: use {successor}.",
        (WalmartErrorId.NotFound, _) when IsUnknownRoute(failure) => "There is no such route. Check the path; parameters belong in -Query, not in -Body.",
        (_, 405) => $"The path exists, but not for {failure.Method}: check -Method.",
        (WalmartErrorId.BadRequest, _) when failure.Body.HasCode("MISSING_REQUEST_PARAM") => "Add the parameter that the message names with -Query.",
        (WalmartErrorId.BadRequest, _) when failure.Body.HasCode("MISSING_REQUEST_HEADER") => "Add the header that the message names with -Headers.",
        (WalmartErrorId.BadRequest, _) when failure.Body.HasCode("INVALID_REQUEST_CONTENT") || failure.Body.HasCode("MALFORMED_REQUEST_CONTENT") => "Correct the body: Walmart cannot read it, or a field has a value that it does not accept.",
        (_, 406) => "Ask for the type that the endpoint gives with -Accept, for example application/pdf for a label.",
        (_, 413) => "The file is too large for its feed type; split it.",
        (_, 415) => "Send the type that the endpoint takes with -ContentType.",
        (_, 423) => "The resource is still being processed; try again later.",
        _ => null,
    };
}
