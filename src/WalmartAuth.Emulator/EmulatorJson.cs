using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WalmartAuth.Emulator;

/// <summary>How the emulator reads and writes JSON.</summary>
internal static class EmulatorJson
{
    /// <summary>Walmart's responses: only required escapes are used, and members without a value are omitted.</summary>
    public static readonly JsonSerializerOptions Walmart = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The configuration file, faults and the control address.</summary>
    public static readonly JsonSerializerOptions Control = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <summary>A member that is written as null instead of being omitted.</summary>
    public static readonly JsonElement Null = JsonSerializer.SerializeToElement<object?>(null);

    /// <summary>Reads a JSON file from the user.</summary>
    /// <exception cref="EmulatorStartException">The file cannot be read or is wrong; the message names file, line and reason.</exception>
    public static T Load<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Control) ?? throw new JsonException("null is not allowed here");
        }
        catch (JsonException e)
        {
            throw new EmulatorStartException($"{path}, line {(e.LineNumber ?? 0) + 1}: {e.Path ?? "$"}: {Reason(e)}", EmulatorStartException.WrongInput, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"{path}: {e.Message}", EmulatorStartException.WrongInput, e);
        }
    }

    /// <summary>A request body as a JSON object, or null if it is not one.</summary>
    public static JsonElement? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value of the body, found by its names, or null.</summary>
    public static JsonElement? At(this JsonElement? element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            element = element is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var next) ? next : null;
        }

        return element;
    }

    /// <summary>The text of a value, or null if it is not a string.</summary>
    public static string? Text(this JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string Reason(JsonException e) => e.Message switch
    {
        var m when m.Contains("could not be mapped", StringComparison.Ordinal) => "no such setting",
        var m when m.Contains("could not be converted", StringComparison.Ordinal) => "a value of the wrong kind",
        var m when m.Contains(" LineNumber:", StringComparison.Ordinal) => "not JSON: " + m.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0],
        var m => m,
    };
}
