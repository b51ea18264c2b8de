using WalmartAuth.Common;

namespace WalmartAuth.Diagnostics;

/// <summary>The answer in one sentence, which begins with what it is about: the credential, the address or network, or an outage.</summary>
internal static class TestSummary
{
    /// <summary>Whether the credential is good (null where that could not be found out), and the sentence.</summary>
    /// <param name="found">What the checks found.</param>
    /// <param name="place">Program and environment in words.</param>
    public static (bool? Succeeded, string Sentence) Create(TestResults found, string place) => found switch
    {
        { Rejection: not null, Home: { } home } => (false, $"Credential: these are {home} keys, and they were presented to {place}."),
        { Rejection: not null, Flaw: { } flaw } => (false, $"Credential: Walmart rejects it ({place}), and {flaw}."),
        { Rejection: not null } => (false, $"Credential: Walmart rejects it ({place})."),
        { IsTokenRejected: true } => (false, $"Credential: Walmart does not accept the token ({place})."),
        { IsChannelForeign: true } => (false, $"Credential: the channel type does not belong to it ({place})."),
        { MissingScopes: { } missing } => (false, $"Credential: it is accepted ({place}), but lacks a scope. {missing}"),
        { Obstacle: { } obstacle } => (null, $"{About(obstacle)} {obstacle.Message}"),
        { HasToken: false } => (null, $"It could not be found out whether the credential is right ({place})."),
        _ => (true, $"The credential is accepted ({place})."),
    };

    private static string About(WalmartException obstacle) => obstacle.ErrorId switch
    {
        WalmartErrorId.Timeout or WalmartErrorId.GatewayUnavailable => "Outage: it could not be found out whether the credential is right.",
        WalmartErrorId.Throttled => $"Throttled: it could not be found out whether the credential is right; try again {When(obstacle)}.",
        WalmartErrorId.InsufficientScope => "Scopes: it could not be found out what the credential may do.",
        WalmartErrorId.BadRequest => "Request: it could not be found out whether the credential is right; Walmart finds fault with something else in the request.",
        WalmartErrorId.NotFound when obstacle.Target?.StartsWith("GET ", StringComparison.Ordinal) == true => "No call of this gateway tells whether the token is right.",
        _ => "Address or network: it could not be found out whether the credential is right.",
    };

    private static string When(WalmartException obstacle) => obstacle is WalmartApiException { RetryAt: { } time }
        ? $"at {UtcText.Format(time)}"
        : "later";
}
