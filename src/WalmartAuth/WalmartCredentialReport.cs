using System.Collections.ObjectModel;

namespace WalmartAuth;

/// <summary>A report of Test-WalmartCredential -Detailed. It contains no secrets. Every property is readable in a CSV or JSON file.</summary>
public sealed class WalmartCredentialReport
{
    /// <summary>What was tested: the name of the secret or session, or of the source of the credential.</summary>
    public required string Name { get; init; }

    /// <summary>True if Walmart accepts the credential, false if it does not; null if that could not be determined.</summary>
    public required bool? Succeeded { get; init; }

    /// <summary>The names of the failed checks, separated by commas; empty if there are none.</summary>
    public string FailedChecks => string.Join(", ", Failed.Select(check => check.Name));

    /// <summary>The result in one sentence: credential, address or outage.</summary>
    public required string Conclusion { get; init; }

    /// <summary>What to do about the decisive failed check; null if none failed.</summary>
    public string? NextStep => (Failed.FirstOrDefault(check => check.Name == "CrossCheck") ?? Failed.FirstOrDefault())?.NextStep;

    /// <summary>The program that was tested.</summary>
    public required string Program { get; init; }

    /// <summary>The environment that was tested.</summary>
    public required string Environment { get; init; }

    /// <summary>The market that was tested.</summary>
    public required string Market { get; init; }

    /// <summary>The address that was called.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The source of the credential.</summary>
    public required string CredentialSource { get; init; }

    /// <summary>The last four characters of the client id; null for an access token, or if the id does not look like one.</summary>
    public string? ClientId { get; init; }

    /// <summary>The level of each scope, if token detail returned it.</summary>
    public IReadOnlyDictionary<string, string>? Scopes { get; init; }

    /// <summary>Every check, in order.</summary>
    public required IReadOnlyList<WalmartCheck> Checks { get; init; }

    private IEnumerable<WalmartCheck> Failed => Checks.Where(check => check.Result == WalmartCheckResult.Failed);

    /// <summary>The name and the conclusion.</summary>
    public override string ToString() => $"{Name}: {Conclusion}";
}

/// <summary>One check of Test-WalmartCredential.</summary>
public sealed class WalmartCheck
{
    private WalmartCheck(string name, string result, string? cause, string? nextStep = null)
    {
        Name = name;
        Result = result;
        Cause = cause is null ? null : char.ToUpperInvariant(cause[0]) + cause.Substring(1) + (cause.EndsWith(".", StringComparison.Ordinal) ? "" : ".");
        NextStep = nextStep;
    }

    /// <summary>What was checked: SecretShape, Reachability, TokenCall, CrossCheck, TokenDetail, RequiredScope, ClockSkew or ApiStatus.</summary>
    public string Name { get; }

    /// <summary>The result: Passed, Failed or Skipped.</summary>
    public string Result { get; }

    /// <summary>What was found, or why the check was skipped.</summary>
    public string? Cause { get; }

    /// <summary>What to do about it.</summary>
    public string? NextStep { get; }

    /// <summary>The check in one line.</summary>
    public override string ToString() => Cause is null ? $"{Name}: {Result}" : $"{Name}: {Result} - {Cause}";

    internal static WalmartCheck Pass(string name, string? found = null) => new(name, WalmartCheckResult.Passed, found);

    internal static WalmartCheck Fail(string name, string cause, string nextStep) => new(name, WalmartCheckResult.Failed, cause, nextStep);

    internal static WalmartCheck Skip(string name, string cause) => new(name, WalmartCheckResult.Skipped, cause);

    /// <summary>Passed if there is no mistake.</summary>
    internal static WalmartCheck Decide(string name, string? flaw, string nextStep) => flaw is null ? Pass(name) : Fail(name, flaw, nextStep);
}

/// <summary>The results of a check. Strings, because ConvertTo-Json writes an enum as a number.</summary>
internal static class WalmartCheckResult
{
    public const string Passed = nameof(Passed);
    public const string Failed = nameof(Failed);
    public const string Skipped = nameof(Skipped);
}

/// <summary>The checks of a report; Export-Csv writes them as text.</summary>
internal sealed class ReportedChecks(IList<WalmartCheck> checks) : ReadOnlyCollection<WalmartCheck>(checks)
{
    public override string ToString() => string.Join("; ", this);
}

/// <summary>The scopes of a report; Export-Csv writes them as text.</summary>
internal sealed class ReportedScopes(IReadOnlyDictionary<string, string> scopes) : ReadOnlyDictionary<string, string>(scopes.ToDictionary(scope => scope.Key, scope => scope.Value, StringComparer.OrdinalIgnoreCase))
{
    public override string ToString() => string.Join("; ", this.Select(scope => $"{scope.Key}={scope.Value}"));
}
