namespace WalmartAuth;

/// <summary>What Test-WalmartCredential -Detailed found. It shows nothing secret.</summary>
public sealed class WalmartCredentialReport
{
    /// <summary>True for a credential that Walmart accepts, false for one that it does not; null where that could not be found out.</summary>
    public required bool? Succeeded { get; init; }

    /// <summary>The answer in one sentence: credential, address or outage.</summary>
    public required string Conclusion { get; init; }

    /// <summary>The program that was asked for.</summary>
    public required WalmartProgram Program { get; init; }

    /// <summary>The environment that was asked for.</summary>
    public required WalmartEnvironment Environment { get; init; }

    /// <summary>The market that was asked for.</summary>
    public required WalmartMarket Market { get; init; }

    /// <summary>The address that was called.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>Where the credential came from.</summary>
    public required string CredentialSource { get; init; }

    /// <summary>The last four characters of the client id; null for a token brought along.</summary>
    public string? ClientId { get; init; }

    /// <summary>The level held for each scope, where token detail tells.</summary>
    public IReadOnlyDictionary<string, string>? Scopes { get; init; }

    /// <summary>Every check, in the order in which it was made.</summary>
    public required IReadOnlyList<WalmartCheck> Checks { get; init; }

    /// <summary>The conclusion.</summary>
    public override string ToString() => Conclusion;
}
