using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace WalmartAuth.Emulator;

/// <summary>A request in the gateway, and its response.</summary>
internal sealed class RequestContext
{
    private Dictionary<string, StringValues>? _values;

    public RequestContext(HttpContext context, EmulatedHost host)
    {
        Context = context;
        Host = host;
        Method = context.Request.Method;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            // The absolute form, as sent by a client to a proxy.
            target = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        }

        var question = target.IndexOf('?');
        (Path, Query) = question < 0 ? (target, string.Empty) : (target[..question], target[(question + 1)..]);
    }

    public HttpContext Context { get; }

    public EmulatedHost Host { get; }

    public string Method { get; }

    /// <summary>The path as sent: only here, an escaped slash differs from a real one.</summary>
    public string Path { get; }

    /// <summary>The query as sent, without its question mark.</summary>
    public string Query { get; }

    /// <summary>The beginning of the body, as much as a handler may need.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    public long BodyLength { get; private set; }

    public ReceivedRequest? Record { get; set; }

    public IssuedToken? Token { get; set; }

    /// <summary>The state of the access token; null if there is none.</summary>
    public TokenState? TokenState { get; set; }

    /// <summary>Whether it goes to the control address, which faults do not affect.</summary>
    public bool IsControl { get; set; }

    /// <summary>The account of the token, valid or not; for the token call, the account of its credential.</summary>
    public string? AccountName { get; set; }

    /// <summary>The rows of the token's account.</summary>
    public SellerData Data => Token!.Data;

    /// <summary>The response will break half-way, so no state may change here.</summary>
    public bool Breaks { get; set; }

    public Answer? Answer { get; set; }

    public string? CorrelationId => Header(WalmartHeaders.CorrelationId);

    public bool IsForm => ContentTypeIs("application/x-www-form-urlencoded");

    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    public static RequestContext Of(HttpContext context) => context.Features.GetRequiredFeature<RequestContext>();

    /// <summary>Reads the complete body and keeps its beginning.</summary>
    public async Task ReadBodyAsync(int keep)
    {
        if (Context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
        {
            return;
        }

        var kept = new ArrayBufferWriter<byte>();
        var reader = Context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(Context.RequestAborted);
            foreach (var segment in read.Buffer)
            {
                kept.Write(segment.Span[..Math.Min(segment.Length, keep - kept.WrittenCount)]);
                BodyLength += segment.Length;
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                Body = kept.WrittenMemory;
                return;
            }
        }
    }

    /// <summary>A header's value, or null if it is missing or blank.</summary>
    public string? Header(string name) =>
        Context.Request.Headers.TryGetValue(name, out var values) && !string.IsNullOrWhiteSpace(values.ToString())
            ? values.ToString()
            : null;

    /// <summary>A query parameter's value, or null if it is missing or empty.</summary>
    public string? Parameter(string name) => Parameters(name) is { Count: > 0 } values && values.ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A query parameter's values. A second question mark before the first one is ignored: clients of Walmart send it.</summary>
    public StringValues Parameters(string name)
    {
        if (Query.Length == 0)
        {
            return default;
        }

        _values ??= QueryHelpers.ParseQuery(Query);
        return _values.GetValueOrDefault(name);
    }

    /// <summary>A segment of the path, counted from 0, unescaped once.</summary>
    public string Segment(int index) => Uri.UnescapeDataString(Path.Split('/')[index + 1]);

    public bool Accepts(string mediaType) =>
        Header("Accept")?.Contains(mediaType, StringComparison.OrdinalIgnoreCase) ?? false;

    public bool ContentTypeIs(string mediaType) =>
        Context.Request.ContentType?.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase) ?? false;
}
