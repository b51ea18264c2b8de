using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>Writes JSON as Walmart does: UTF-8, nothing escaped that need not be.</summary>
internal static class JsonBody
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static ReadOnlyMemory<byte> Write<TState>(TState state, Action<Utf8JsonWriter, TState> write, int size = 512)
    {
        var buffer = new ArrayBufferWriter<byte>(size);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer, state);
        }

        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write, int size = 512) =>
        Write(write, static (writer, write) => write(writer), size);

    /// <summary>The body as an object, or null where it is none.</summary>
    public static JsonElement? Read(Exchange exchange)
    {
        try
        {
            using var document = JsonDocument.Parse(exchange.Body.Kept);
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
}
