using WalmartAuth.Sessions;

namespace WalmartAuth.Diagnostics;

/// <summary>The checks of one report. Every one of them stands in it, in the same order, however the test went.</summary>
internal sealed class CheckList
{
    private static readonly string[] Order = ["SecretShape", "Reachability", "TokenCall", "CrossCheck", "TokenDetail", "RequiredScope", "ClockSkew", "ApiStatus"];

    private readonly Dictionary<string, WalmartCheck> checks = [];

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<WalmartCheck> All => Order.Select(name => checks[name]).ToList();

    public void Pass(string name, string? found = null) => Add(name, WalmartCheckResult.Passed, found, null);

    public void Fail(string name, string cause, string nextStep) => Add(name, WalmartCheckResult.Failed, cause, nextStep);

    /// <summary>Passed where no flaw is given.</summary>
    public void Decide(string name, string? flaw, string nextStep)
    {
        if (flaw is null)
        {
            Pass(name);
        }
        else
        {
            Fail(name, flaw, nextStep);
        }
    }

    public void Skip(string name, string cause) => Add(name, WalmartCheckResult.Skipped, cause, null);

    private void Add(string name, WalmartCheckResult result, string? cause, string? nextStep) =>
        checks.Add(name, new WalmartCheck(name, result, cause is null ? null : Sentence(cause), nextStep));

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1) + (text.EndsWith(".", StringComparison.Ordinal) ? "" : ".");
}
