using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Json;

namespace WalmartAuth.Errors;

/// <summary>The JSON formats of an error (contract §5).</summary>
internal static class JsonErrorReader
{
    /// <summary>The entries, or null if the text is not JSON or contains no error.</summary>
    public static IReadOnlyList<WalmartErrorEntry>? Read(string text, SecretRedactor scrubber)
    {
        try
        {
            return Entries(JsonReader.Read(text), scrubber);
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    private static IReadOnlyList<WalmartErrorEntry>? Entries(object? node, SecretRedactor scrubber)
    {
        if (node is IReadOnlyList<object?> list)
        {
            return list.OfType<JsonObject>().Take(ErrorBodyParser.MaximumEntries).Select(e => Entry(e, scrubber)).ToList();
        }

        if (node is not JsonObject root)
        {
            return null;
        }

        // OAuth servers answer {"error":"invalid_client","error_description":"…"}: a name, not a list.
        if (Value(root, "error") is string name)
        {
            return [new WalmartErrorEntry { Code = Text(name, scrubber), Description = Text(Value(root, "error_description"), scrubber) }];
        }

        var inner = Value(root, "error") ?? Value(root, "errors");
        if (inner is JsonObject wrapper && (Value(wrapper, "error") ?? Value(wrapper, "errors")) is { } nested)
        {
            inner = nested;
        }

        return inner switch
        {
            IReadOnlyList<object?> => Entries(inner, scrubber),
            JsonObject single => [Entry(single, scrubber)],
            _ when Value(root, "code") is not null && (Value(root, "description") ?? Value(root, "message")) is not null => [Entry(root, scrubber)],
            _ when Value(root, "message") is string => [Entry(root, scrubber)],
            _ => null,
        };
    }

    private static WalmartErrorEntry Entry(JsonObject entry, SecretRedactor scrubber) => new()
    {
        Code = Text(Value(entry, "code"), scrubber),
        Field = Text(Value(entry, "field"), scrubber),
        Description = Text(Value(entry, "description") ?? Value(entry, "message"), scrubber),
        Info = Text(Value(entry, "info"), scrubber),
        Severity = Text(Value(entry, "severity"), scrubber),
        Category = Text(Value(entry, "category"), scrubber),
    };

    private static object? Value(JsonObject node, string name) => node.Find(name);

    private static string? Text(object? value, SecretRedactor scrubber) => value is null or JsonObject or IReadOnlyList<object?>
        ? null
        : ErrorBodyParser.Bound(Convert.ToString(value, CultureInfo.InvariantCulture), scrubber);
}
