using System.Text;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>A response: a status, a body and headers.</summary>
internal sealed record Answer(int StatusCode, string? ContentType, ReadOnlyMemory<byte> Body)
{
    public const string JsonType = "application/json;charset=UTF-8";
    public const string XmlType = "application/xml;charset=UTF-8";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The total number of bytes, if the body is repeated.</summary>
    public long? RepeatedTo { get; init; }

    /// <summary>Whether the length is not declared.</summary>
    public bool IsChunked { get; init; }

    /// <summary>Writes the body instead of <see cref="Body"/>, until the client disconnects.</summary>
    public Func<Stream, CancellationToken, Task>? Stream { get; init; }

    public long Length => RepeatedTo ?? Body.Length;

    public static Answer Json<T>(T value, int status = 200) => new(status, JsonType, JsonSerializer.SerializeToUtf8Bytes(value, EmulatorJson.Walmart));

    public static Answer Xml(string body, int status = 200) => Text($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{body}", status, XmlType);

    public static Answer Text(string body, int status, string type = "text/plain;charset=UTF-8") =>
        new(status, type, Encoding.UTF8.GetBytes(body));

    public static Answer File(string type, ReadOnlyMemory<byte> content, string name) =>
        new Answer(200, type, content).With("Content-Disposition", $"attachment; filename=\"{name}\"");

    public static Answer Empty(int status) => new(status, null, default);

    public Answer With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}
