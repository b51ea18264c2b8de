using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace WalmartAuth.Emulator;

/// <summary>A record while its request is still being answered; turned into a <see cref="ReceivedRequest"/> only when somebody looks.</summary>
internal sealed class RequestEntry
{
    private const int KeptBody = 64 * 1024;
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, true);

    private readonly DateTimeOffset _at = DateTimeOffset.UtcNow;
    private readonly string _site;
    private readonly string _query;
    private readonly List<KeyValuePair<string, string>> _headers;
    private readonly byte[] _body;
    private readonly long _bodyLength;
    private readonly string _connection;
    private readonly string _protocol;

    public RequestEntry(Exchange exchange)
    {
        var request = exchange.Context.Request;
        _site = exchange.Site.Name;
        Method = exchange.Method;
        Path = exchange.Path;
        _query = CredentialHash.OfForm(exchange.Query);
        _headers = Headers(request.Headers);
        if (Path != TokenEndpoints.TokenPath && request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            _headers.Add(new(WalmartHeaders.BasicOnCall, "true"));
        }

        _bodyLength = exchange.Body.Length;
        _body = Body(exchange);
        _connection = exchange.Context.Connection.Id;
        _protocol = request.Protocol;
    }

    public string Method { get; }

    public string Path { get; }

    public int KeptBytes => _body.Length;

    public int StatusCode { get; set; }

    public ReceivedRequest ToReceived() => new(
        _at, _site, Method, Path, _query, new Dictionary<string, string>(_headers, StringComparer.OrdinalIgnoreCase),
        _bodyLength, Text(), StatusCode, _connection, _protocol);

    private static List<KeyValuePair<string, string>> Headers(IHeaderDictionary headers)
    {
        var copy = new List<KeyValuePair<string, string>>(headers.Count + 1);
        foreach (var (name, values) in headers)
        {
            copy.Add(new(name, CredentialHash.OfHeader(name, values.ToString())));
        }

        return copy;
    }

    private static byte[] Body(Exchange exchange)
    {
        var kept = exchange.Body.Kept.Span;
        if (kept.IsEmpty)
        {
            return [];
        }

        return exchange.IsForm
            ? Encoding.UTF8.GetBytes(CredentialHash.OfForm(Encoding.UTF8.GetString(kept)))
            : kept[..Math.Min(KeptBody, kept.Length)].ToArray();
    }

    private string? Text()
    {
        if (_bodyLength == 0)
        {
            return null;
        }

        try
        {
            // Without a flush a character that the 64 KiB cut in two is left out instead of failing.
            var text = new ArrayBufferWriter<char>(_body.Length);
            StrictUtf8.GetDecoder().Convert(_body, text, flush: _body.Length == _bodyLength, out _, out _);
            return text.WrittenSpan.Contains('\0') ? Binary() : text.WrittenSpan.ToString();
        }
        catch (DecoderFallbackException)
        {
            return Binary();
        }
    }

    private string Binary() => "base64:" + Convert.ToBase64String(_body);
}
