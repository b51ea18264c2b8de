using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace WalmartAuth.Emulator;

/// <summary>A request on its way through the gateway, and the answer it gets.</summary>
internal sealed class Exchange
{
    private Dictionary<string, StringValues>? _values;

    public Exchange(HttpContext context, Site site)
    {
        Context = context;
        Site = site;
        Method = context.Request.Method;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            // The absolute form that a client sends to a proxy.
            target = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        }

        var question = target.IndexOf('?');
        (Path, Query) = question < 0 ? (target, string.Empty) : (target[..question], target[(question + 1)..]);
    }

    public HttpContext Context { get; }

    public Site Site { get; }

    public string Method { get; }

    /// <summary>The path as sent: only here can an escaped slash be told from a real one.</summary>
    public string Path { get; }

    /// <summary>The query as sent, without its question mark.</summary>
    public string Query { get; }

    public CapturedBody Body { get; set; }

    public RequestEntry? Entry { get; set; }

    public IssuedToken? Token { get; set; }

    /// <summary>The answer will break half-way, so nothing on this side may move on.</summary>
    public bool Breaks { get; set; }

    public Answer? Answer { get; set; }

    public string? CorrelationId => Header(WalmartHeaders.CorrelationId);

    public bool IsForm => ContentTypeIs("application/x-www-form-urlencoded");

    public string BodyText => Encoding.UTF8.GetString(Body.Kept.Span);

    public static Exchange Of(HttpContext context) => context.Features.GetRequiredFeature<Exchange>();

    /// <summary>A header's value, or null where it is missing or blank.</summary>
    public string? Header(string name) =>
        Context.Request.Headers.TryGetValue(name, out var values) && !string.IsNullOrWhiteSpace(values.ToString())
            ? values.ToString()
            : null;

    /// <summary>A query parameter's value, or null where it is missing or empty.</summary>
    public string? Parameter(string name)
    {
        if (Query.Length == 0)
        {
            return null;
        }

        _values ??= QueryHelpers.ParseQuery(Query);
        return _values.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
    }

    public IReadOnlyList<string> Parameters(string name)
    {
        _values ??= QueryHelpers.ParseQuery(Query);
        return _values.TryGetValue(name, out var values) ? values.OfType<string>().ToArray() : [];
    }

    /// <summary>A segment of the path, counted from 0, unescaped once.</summary>
    public string Segment(int index) => Uri.UnescapeDataString(Path.Split('/')[index + 1]);

    public bool Accepts(string mediaType) =>
        Header("Accept")?.Contains(mediaType, StringComparison.OrdinalIgnoreCase) ?? false;

    public bool ContentTypeIs(string mediaType) =>
        Context.Request.ContentType?.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase) ?? false;
}
