namespace WalmartAuth.Diagnostics;

/// <summary>What the checks found, as far as the conclusion rests on it.</summary>
internal sealed record TestResults
{
    /// <summary>What is wrong with the secret's shape.</summary>
    public string? Flaw { get; init; }

    /// <summary>The rejection of the token call.</summary>
    public WalmartException? Rejection { get; init; }

    /// <summary>The environment or program that does accept the credential.</summary>
    public string? Home { get; init; }

    /// <summary>True where there is a token to ask with.</summary>
    public bool HasToken { get; init; }

    /// <summary>True where a call showed that the token is not accepted.</summary>
    public bool IsTokenRejected { get; init; }

    /// <summary>True where the channel type does not belong to the credential.</summary>
    public bool IsChannelForeign { get; init; }

    /// <summary>The scopes that are asked for and not held, in a sentence.</summary>
    public string? MissingScopes { get; init; }

    /// <summary>What kept the test from an answer.</summary>
    public WalmartException? Obstacle { get; init; }
}
