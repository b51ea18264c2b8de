using System.Text;
using Microsoft.AspNetCore.Http;

namespace WalmartAuth.Emulator;

/// <summary>What is sent back: a status, a body made beforehand or written as it goes, and headers.</summary>
internal sealed record Answer(int StatusCode, string? ContentType, ReadOnlyMemory<byte> Body)
{
    public const string JsonType = "application/json;charset=UTF-8";
    public const string XmlType = "application/xml;charset=UTF-8";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Writes a body that is too large to be made beforehand.</summary>
    public Func<HttpResponse, CancellationToken, Task>? Stream { get; init; }

    /// <summary>The declared length of a streamed body; null for chunks.</summary>
    public long? StreamLength { get; init; }

    public static Answer Json(ReadOnlyMemory<byte> body, int status = 200) => new(status, JsonType, body);

    public static Answer Json(string body, int status = 200) => Json(Encoding.UTF8.GetBytes(body), status);

    public static Answer Xml(string body, int status = 200) => new(status, XmlType, Encoding.UTF8.GetBytes(body));

    public static Answer Text(string body, int status, string type = "text/plain;charset=UTF-8") =>
        new(status, type, Encoding.UTF8.GetBytes(body));

    public static Answer Empty(int status) => new(status, null, default);

    public Answer With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}
