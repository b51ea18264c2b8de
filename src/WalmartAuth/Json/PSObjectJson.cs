namespace WalmartAuth.Json;

/// <summary>JSON to what PowerShell works with.</summary>
internal static class PSObjectJson
{
    private static readonly PSObjectFactory Objects = new(asHashtable: false);
    private static readonly PSObjectFactory Hashtables = new(asHashtable: true);

    /// <summary>
    /// Parses a text; see <see cref="JsonParser"/> for what arrays, numbers and strings become. Objects become
    /// PSObjects with note properties, or, with <paramref name="asHashtable"/>, case-sensitive hashtables.
    /// </summary>
    /// <remarks>
    /// An object whose names no PSObject can have (an empty one, two that differ only by case, one that PowerShell
    /// keeps for itself such as <c>psobject</c>) becomes a case-sensitive hashtable in any case, so that nothing is lost.
    /// </remarks>
    /// <exception cref="JsonFormatException">The text is not JSON, or is nested deeper than <paramref name="maxDepth"/>.</exception>
    public static object? Parse(string text, bool asHashtable, int maxDepth = JsonParser.DefaultMaxDepth) =>
        JsonParser.Parse(text, asHashtable ? Hashtables : Objects, maxDepth);
}
