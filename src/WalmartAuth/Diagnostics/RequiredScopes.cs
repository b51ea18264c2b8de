namespace WalmartAuth.Diagnostics;

/// <summary>The scopes that a credential must have, each with its level (contract §3).</summary>
internal sealed class RequiredScopes
{
    public static readonly IReadOnlyList<string> Levels = ["no_access", "view_only", "full_access"];

    private readonly IReadOnlyDictionary<string, string> required;

    public RequiredScopes(IReadOnlyDictionary<string, string> required) => this.required = required;

    public bool IsEmpty => required.Count == 0;

    /// <summary>The missing scopes, as a sentence; null if none are missing.</summary>
    public string? FindMissing(IReadOnlyDictionary<string, string> held)
    {
        var missing = required
            .Select(scope => (scope.Key, scope.Value, Held: held.TryGetValue(scope.Key, out var level) ? level : null))
            .Where(scope => !Covers(scope.Held, scope.Value))
            .Select(scope => $"{scope.Key} = {scope.Value} (held: {scope.Held ?? "nothing"})").ToArray();
        return missing.Length == 0 ? null : DiagnosticMessages.KeyLacks(string.Join(", ", missing));
    }

    /// <summary>True for a level in the contract.</summary>
    public static bool IsLevel(string text) => Rank(text) >= 0;

    // An unknown level covers only itself.
    private static bool Covers(string? held, string needed)
    {
        var have = Rank(held ?? Levels[0]);
        var need = Rank(needed);
        return have < 0 || need < 0 ? string.Equals(held, needed, StringComparison.OrdinalIgnoreCase) : have >= need;
    }

    private static int Rank(string level) => Levels.ToList().FindIndex(known => string.Equals(known, level, StringComparison.OrdinalIgnoreCase));
}
