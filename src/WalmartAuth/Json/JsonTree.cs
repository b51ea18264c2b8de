namespace WalmartAuth.Json;

/// <summary>JSON without PowerShell, for the token, error and paging code: objects as <see cref="JsonObject"/>.</summary>
internal static class JsonTree
{
    private static readonly Factory Objects = new();

    /// <summary>Parses a text; see <see cref="JsonParser"/> for what arrays, numbers and strings become.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON, or is nested deeper than <paramref name="maxDepth"/>.</exception>
    public static object? Parse(string text, int maxDepth = JsonParser.DefaultMaxDepth) =>
        JsonParser.Parse(text, Objects, maxDepth);

    private sealed class Factory : JsonObjectFactory
    {
        public override bool CanHold(string[] names, bool isAlike) => true;

        public override object Create(JsonShape shape, object?[] values, int start)
        {
            var own = new object?[shape.Names.Length];
            Array.Copy(values, start, own, 0, own.Length);
            return new JsonObject(shape.Names, own);
        }
    }
}
