using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WalmartAuth.Emulator;

/// <summary>What a test of a client needs and Walmart does not have: redirects, an echo and bytes without end. Recorded and faulted like any call.</summary>
internal sealed class HelperEndpoints : IEndpoints
{
    private const string Redirect = ControlPath.Root + "/redirect";
    private const string Echo = ControlPath.Root + "/echo";
    private const string Reflect = ControlPath.Root + "/reflect";
    private const string Bytes = ControlPath.Root + "/bytes";
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly byte[] Chunk = [.. Enumerable.Range(0, 64 * 1024).Select(i => (byte)i)];

    public static IReadOnlyList<string> Templates { get; } =
    [
        Redirect + "?to={address}&status={302}",
        Echo + " (what was received, credentials hashed)",
        Reflect + "?status={200} (the body and its content type, as received)",
        Bytes + "?count={number}&name={file name}&chunked={false}",
    ];

    public IEnumerable<Route> Routes =>
    [
        .. Any(Redirect, RedirectTo),
        .. Any(Echo, EchoOf),
        .. Any(Reflect, exchange => new(Status(exchange, 200), exchange.Context.Request.ContentType, exchange.Body.Kept)),
        .. Any(Bytes, BytesOf),
    ];

    private static IEnumerable<Route> Any(string path, Func<Exchange, Answer> handler) =>
        Methods.Select(method => Route.Helper(method, path, exchange => FilesEndpoints.RefuseCredentials(exchange) ?? handler(exchange)));

    private static int Status(Exchange exchange, int usual) => PageQuery.Number(exchange, "status", usual) is { } status and >= 200 and <= 599 ? status : usual;

    private static Answer RedirectTo(Exchange exchange) =>
        exchange.Parameter("to") is { } to
            ? Answer.Empty(Status(exchange, 302)).With("Location", to)
            : Answer.Text("Where to? Give ?to=address.", 400);

    private static Answer EchoOf(Exchange exchange) => Answer.Json(JsonBody.Write(exchange, static (w, exchange) =>
    {
        var received = (exchange.Entry ?? new RequestEntry(exchange)).ToReceived();
        w.WriteStartObject();
        w.WriteString("site", received.Site);
        w.WriteString("method", received.Method);
        w.WriteString("path", received.Path);
        w.WriteString("query", received.Query);
        w.WriteStartObject("headers");
        foreach (var (name, value) in received.Headers)
        {
            w.WriteString(name, value);
        }

        w.WriteEndObject();
        w.WriteNumber("bodyLength", received.BodyLength);
        w.WriteString("body", received.Body);
        w.WriteEndObject();
    }));

    private static Answer BytesOf(Exchange exchange)
    {
        if (!long.TryParse(exchange.Parameter("count"), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return Answer.Text("How many? Give ?count=number.", 400);
        }

        var answer = new Answer(200, "application/octet-stream", default)
        {
            StreamLength = exchange.Parameter("chunked") == "true" ? null : count,
            Stream = HttpMethods.IsHead(exchange.Method) ? (_, _) => Task.CompletedTask : (response, ct) => WriteAsync(response, exchange.Breaks ? count / 2 : count, ct),
        };
        return exchange.Parameter("name") is { } name ? answer.With("Content-Disposition", $"attachment; filename=\"{name}\"") : answer;
    }

    private static async Task WriteAsync(HttpResponse response, long count, CancellationToken ct)
    {
        for (; count > 0; count -= Chunk.Length)
        {
            await response.Body.WriteAsync(Chunk.AsMemory(0, (int)Math.Min(count, Chunk.Length)), ct);
        }
    }
}
