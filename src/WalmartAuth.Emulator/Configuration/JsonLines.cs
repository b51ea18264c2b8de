using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>Finds the line on which a JSON path stands.</summary>
internal static class JsonLines
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The line, from 1, of the value at <paramref name="place"/> (such as <c>$.accounts[2].clientId</c>), or of its nearest parent.</summary>
    public static int Find(ReadOnlySpan<byte> json, string place)
    {
        var reader = new Utf8JsonReader(json, Options);
        var parents = new Stack<(string Path, int Index)>();
        var path = "$";
        long best = 0;
        var bestLength = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path = $"{parents.Peek().Path}.{reader.GetString()}";
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    parents.Pop();
                    continue;
                default:
                    path = Element(parents, path);
                    break;
            }

            if (path.Length > bestLength && IsAt(place, path))
            {
                (best, bestLength) = (reader.TokenStartIndex, path.Length);
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                parents.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
            }
        }

        return json[..(int)best].Count((byte)'\n') + 1;
    }

    private static string Element(Stack<(string Path, int Index)> parents, string path)
    {
        if (!parents.TryPeek(out var parent) || parent.Index < 0)
        {
            return path;
        }

        parents.Pop();
        parents.Push((parent.Path, parent.Index + 1));
        return $"{parent.Path}[{parent.Index}]";
    }

    private static bool IsAt(string place, string path) =>
        place.StartsWith(path, StringComparison.OrdinalIgnoreCase)
        && (place.Length == path.Length || place[path.Length] is '.' or '[');
}
