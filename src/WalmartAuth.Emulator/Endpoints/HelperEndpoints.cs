using System.Globalization;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Helpers for client tests that Walmart does not have: redirects, an echo and an endless body. Recorded, and affected by faults, like any call.</summary>
internal sealed class HelperEndpoints : IEndpoints
{
    private const string Redirect = ControlEndpoints.Root + "/redirect";
    private const string Echo = ControlEndpoints.Root + "/echo";
    private const string Reflect = ControlEndpoints.Root + "/reflect";
    private const string Bytes = ControlEndpoints.Root + "/bytes";
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
        .. Any(Reflect, request => new(Status(request, 200), request.Context.Request.ContentType, request.Body)),
        .. Any(Bytes, BytesOf),
    ];

    private static IEnumerable<Route> Any(string path, Func<RequestContext, Answer> handler) =>
        Methods.Select(method => Route.Helper(method, path, request => ReportsEndpoints.RefuseCredentials(request) ?? handler(request)));

    private static int Status(RequestContext request, int usual) => Paging.Number(request, "status", usual) is { } status and >= 200 and <= 599 ? status : usual;

    private static Answer RedirectTo(RequestContext request) =>
        request.Parameter("to") is { } to
            ? Answer.Empty(Status(request, 302)).With("Location", to)
            : Answer.Text("Where to? Give ?to=address.", 400);

    private static Answer EchoOf(RequestContext request)
    {
        var received = request.Record ?? ReceivedRequest.Of(request);
        return Answer.Json(new
        {
            site = received.Site,
            method = received.Method,
            path = received.Path,
            query = received.Query,
            headers = received.Headers,
            bodyLength = received.BodyLength,
            body = received.Body,
        });
    }

    private static Answer BytesOf(RequestContext request)
    {
        if (!long.TryParse(request.Parameter("count"), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return Answer.Text("How many? Give ?count=number.", 400);
        }

        var answer = new Answer(200, "application/octet-stream", Chunk) { RepeatedTo = count, IsChunked = request.Parameter("chunked") == "true" };
        return request.Parameter("name") is { } name ? answer.With("Content-Disposition", $"attachment; filename=\"{name}\"") : answer;
    }
}
