using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WalmartAuth.Emulator;

/// <summary>Faults as JSON: one or a list, from a file or over the control address.</summary>
internal static class FaultFile
{
    /// <summary>The JSON of the control address.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <exception cref="EmulatorStartException">The file cannot be read or holds no faults.</exception>
    public static IReadOnlyList<Fault> Load(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Parse(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"{path}: {e.Message}", EmulatorStartException.WrongInput, e);
        }
    }

    /// <exception cref="JsonException">These are no faults, or one that only a test in the same process can use.</exception>
    public static IReadOnlyList<Fault> Parse(JsonElement given)
    {
        var faults = given.ValueKind == JsonValueKind.Array ? given.Deserialize<Fault[]>(Json)! : [given.Deserialize<Fault>(Json)!];
        return faults.All(fault => fault.Kind != FaultKind.Hold)
            ? faults
            : throw new JsonException("Hold is for tests in the same process; use Latency.");
    }
}
