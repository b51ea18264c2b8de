namespace WalmartAuth.Emulator;

/// <summary>The levels of a scope and the scopes of token detail (contract §3).</summary>
internal static class AccessLevel
{
    public const string Full = "full_access";
    public const string View = "view_only";
    public const string None = "no_access";

    public static readonly string[] Scopes =
        ["item", "price", "orders", "inventory", "reports", "returns", "feeds", "content", "lagtime", "shipping", "rules"];

    public static bool IsKnown(string level) => level is Full or View or None;

    public static bool Allows(IReadOnlyDictionary<string, string> scopes, string scope, bool write)
    {
        if (scopes.Count == 0)
        {
            return true;
        }

        return scopes.TryGetValue(scope, out var level) && (level == Full || (level == View && !write));
    }
}
