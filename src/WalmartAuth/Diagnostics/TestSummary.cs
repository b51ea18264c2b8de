using WalmartAuth.Common;

namespace WalmartAuth.Diagnostics;

/// <summary>What the checks found, as far as the conclusion depends on it.</summary>
internal sealed record TestEvidence
{
    /// <summary>What is wrong with the secret's shape.</summary>
    public string? Flaw { get; init; }

    /// <summary>The rejection of the credential, by Walmart or, for a key that is never sent, by this module.</summary>
    public WalmartException? Rejection { get; init; }

    /// <summary>The environment or program that accepts the credential.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>True where there is a token to call with.</summary>
    public bool HasToken { get; init; }

    /// <summary>True where a call showed that the token is not accepted.</summary>
    public bool IsTokenRejected { get; init; }

    /// <summary>True where the channel type does not belong to the credential.</summary>
    public bool IsChannelForeign { get; init; }

    /// <summary>The required scopes that are not held, as a sentence.</summary>
    public string? MissingScopes { get; init; }

    /// <summary>The error that kept the test from an answer.</summary>
    public WalmartException? BlockingError { get; init; }
}

/// <summary>The answer in one sentence, which begins with what it is about: the credential, the address or network, or an outage.</summary>
internal static class TestSummary
{
    /// <summary>Whether the credential is good (null where that could not be determined), and the sentence.</summary>
    /// <param name="found">What the checks found.</param>
    /// <param name="place">Program and environment as text.</param>
    public static (bool? Succeeded, string Sentence) Create(TestEvidence found, string place) => found switch
    {
        { Rejection.ErrorId: WalmartErrorId.SecretShapeNotSupported, Flaw: { } key } => (false, $"Credential: {key}. Nothing was sent."),
        { Rejection: not null, AcceptedBy: { } other } => (false, $"Credential: these are {other} keys, and they were presented to {place}."),
        { Rejection: not null, Flaw: { } flaw } => (false, $"Credential: Walmart rejects it ({place}), and {flaw}."),
        { Rejection: not null } => (false, $"Credential: Walmart rejects it ({place})."),
        { IsTokenRejected: true } => (false, $"Credential: Walmart does not accept the token ({place})."),
        { IsChannelForeign: true } => (false, $"Credential: the channel type does not belong to it ({place})."),
        { MissingScopes: { } missing } => (false, $"Credential: it is accepted ({place}), but lacks a scope. {missing}"),
        { BlockingError: { } error } => (null, $"{Describe(error)} {error.Message}"),
        { HasToken: false } => (null, $"Could not determine whether the credential is right ({place})."),
        _ => (true, $"The credential is accepted ({place})."),
    };

    private static string Describe(WalmartException error) => error.ErrorId switch
    {
        WalmartErrorId.Timeout or WalmartErrorId.GatewayUnavailable => "Outage: could not determine whether the credential is right.",
        WalmartErrorId.Throttled => $"Throttled: could not determine whether the credential is right; try again {(error.RetryAt is { } time ? $"at {UtcText.Format(time)}" : "later")}.",
        WalmartErrorId.InsufficientScope => "Scopes: could not determine what the credential may do.",
        WalmartErrorId.BadRequest => "Request: could not determine whether the credential is right; Walmart finds fault with something else in the request.",
        WalmartErrorId.NotFound when error.Target?.StartsWith("GET ", StringComparison.Ordinal) == true => "No call of this gateway tells whether the token is right.",
        _ => "Address or network: could not determine whether the credential is right.",
    };
}
