namespace WalmartAuth.Diagnostics;

/// <summary>The order of the levels a scope can be held at (contract §3).</summary>
internal static class ScopeLevel
{
    private static readonly string[] Levels = ["no_access", "view_only", "full_access"];

    /// <summary>True when the level held is at least the one needed; an unknown level covers only itself.</summary>
    public static bool Covers(string? held, string needed)
    {
        var have = Rank(held);
        var need = Rank(needed);
        return have < 0 || need < 0 ? string.Equals(held, needed, StringComparison.OrdinalIgnoreCase) : have >= need;
    }

    /// <summary>True for a level that the contract names.</summary>
    public static bool IsKnown(string level) => Rank(level) >= 0;

    private static int Rank(string? level) => Array.FindIndex(Levels, l => string.Equals(l, level ?? "no_access", StringComparison.OrdinalIgnoreCase));
}
