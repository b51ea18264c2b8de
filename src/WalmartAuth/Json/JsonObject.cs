namespace WalmartAuth.Json;

/// <summary>
/// A JSON object for code without PowerShell types: names are case-sensitive, and members keep the order of the text, because
/// nothing is ever removed.
/// </summary>
internal sealed class JsonObject : Dictionary<string, object?>
{
    public JsonObject(int capacity = 0)
        : base(capacity, StringComparer.Ordinal)
    {
    }

    /// <summary>The member of this name, or else of this name in another case; null if there is none.</summary>
    public object? Find(string name) => JsonPath.Find(this, name);
}
