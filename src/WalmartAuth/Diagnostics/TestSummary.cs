using WalmartAuth.Common;

namespace WalmartAuth.Diagnostics;

/// <summary>The findings of the checks that the conclusion depends on.</summary>
internal sealed record TestEvidence
{
    /// <summary>What is wrong with the secret's shape.</summary>
    public string? Flaw { get; init; }

    /// <summary>The rejection of the credential, by Walmart or, for a private key, by this module.</summary>
    public WalmartException? Rejection { get; init; }

    /// <summary>The environment or program that accepts the credential.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>True if there is a token to call with.</summary>
    public bool HasToken { get; init; }

    /// <summary>True if a call showed that the token is not accepted.</summary>
    public bool IsTokenRejected { get; init; }

    /// <summary>True if the channel type does not match the credential.</summary>
    public bool IsChannelForeign { get; init; }

    /// <summary>The missing required scopes, as a sentence.</summary>
    public string? MissingScopes { get; init; }

    /// <summary>The error that prevented a result.</summary>
    public WalmartException? BlockingError { get; init; }
}

/// <summary>The result in one sentence, which starts with its subject: the credential, the address or network, or an outage.</summary>
internal static class TestSummary
{
    /// <summary>Whether the credential is valid (null if that could not be determined), and the sentence.</summary>
    /// <param name="found">What the checks found.</param>
    /// <param name="place">Program and environment as text.</param>
    public static (bool? Succeeded, string Sentence) Create(TestEvidence found, string place) => found switch
    {
        { Rejection.ErrorId: WalmartErrorId.SecretShapeNotSupported, Flaw: { } key } => (false, DiagnosticMessages.CredentialHasFlaw(key)),
        { Rejection: not null, AcceptedBy: { } other } => (false, DiagnosticMessages.CredentialIsOfAnother(other, place)),
        { Rejection: not null, Flaw: { } flaw } => (false, DiagnosticMessages.CredentialIsRejectedWithFlaw(place, flaw)),
        { Rejection: not null } => (false, DiagnosticMessages.CredentialIsRejected(place)),
        { IsTokenRejected: true } => (false, DiagnosticMessages.TokenIsRejected(place)),
        { IsChannelForeign: true } => (false, DiagnosticMessages.CredentialHasForeignChannel(place)),
        { MissingScopes: { } missing } => (false, DiagnosticMessages.CredentialLacksScope(place, missing)),
        { BlockingError: { } error } => (null, $"{Describe(error)} {error.Message}"),
        { HasToken: false } => (null, DiagnosticMessages.CredentialIsUnknown(place)),
        _ => (true, DiagnosticMessages.CredentialIsAccepted(place)),
    };

    private static string Describe(WalmartException error) => error.ErrorId switch
    {
        WalmartErrorId.Timeout or WalmartErrorId.GatewayUnavailable => DiagnosticMessages.UnknownForOutage,
        WalmartErrorId.Throttled => DiagnosticMessages.UnknownForThrottling(error.RetryAt),
        WalmartErrorId.InsufficientScope => DiagnosticMessages.UnknownForScopes,
        WalmartErrorId.BadRequest => DiagnosticMessages.UnknownForRequest,
        WalmartErrorId.NotFound when error.Target?.StartsWith("GET ", StringComparison.Ordinal) == true => DiagnosticMessages.UnknownForMissingCall,
        _ => DiagnosticMessages.UnknownForNetwork,
    };
}
