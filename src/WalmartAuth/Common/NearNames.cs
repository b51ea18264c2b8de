namespace WalmartAuth.Common;

/// <summary>Finds existing names that the user may have meant.</summary>
internal static class NearNames
{
    /// <summary>The names that contain the requested one, are contained in it, or differ from it in a few letters.</summary>
    public static IEnumerable<string> Find(string asked, IEnumerable<string> names) =>
        names.Where(n => !string.Equals(n, asked, StringComparison.OrdinalIgnoreCase)).Where(n => n.IndexOf(asked, StringComparison.OrdinalIgnoreCase) >= 0
            || (n.Length > 2 && asked.IndexOf(n, StringComparison.OrdinalIgnoreCase) >= 0)
            || EditDistance.Between(n.ToUpperInvariant(), asked.ToUpperInvariant()) <= Math.Max(1, asked.Length / 3));
}
