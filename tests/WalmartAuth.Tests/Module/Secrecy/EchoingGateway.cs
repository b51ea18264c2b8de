using System.Net;
using System.Text;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Secrecy;

/// <summary>A gateway that echoes what it receives, in every place and encoding of a response.</summary>
internal static class EchoingGateway
{
    public static readonly string[] Modes = ["json", "oauth", "xml", "html", "text", "utf16", "garbage", "broken", "thrown", "redirect"];

    /// <summary>False for a failure without a response, or a response with its own status.</summary>
    public static bool HeedsStatus(string mode) => mode is not ("garbage" or "thrown" or "redirect");

    /// <summary>A network on which all requests succeed up to the given path, where the response is a failure of the given kind.</summary>
    /// <param name="mode">The kind of failure.</param>
    /// <param name="status">The status of the failure.</param>
    /// <param name="fails">Which requests fail.</param>
    public static ScriptedHandler Create(string mode, int status, Func<SentRequest, bool> fails) =>
        new(request => fails(request) ? Failure(mode, (HttpStatusCode)status, Echo(request)) : Good(request));

    private static HttpResponseMessage Good(SentRequest request) => request.Address.AbsolutePath switch
    {
        "/v3/token" => ScriptedHandler.Json($$"""{"access_token":"{{Canaries.Token}}","token_type":"Bearer","expires_in":900,"refresh_token":"{{Canaries.Refresh}}"}"""),
        "/v3/token/detail" => ScriptedHandler.Json("""{"expire_at":"1795435200000","is_valid":true,"scopes":{"orders":"view_only"}}"""),
        "/v3/orders" => ScriptedHandler.Json("""{"list":{"meta":{"totalCount":1},"elements":{"order":[{"id":1}]}}}"""),
        _ => ScriptedHandler.Json("""{"ok":true}"""),
    };

    // Everything that was sent, in plain text and as in a gateway's log.
    private static string Echo(SentRequest request)
    {
        var sent = request.Headers.Values.SelectMany(v => v.Split(' ')).Append(request.Body ?? "").Append(request.Address.Query.TrimStart('?')).Where(v => v.Length > 0).ToList();
        if (request.Header("Authorization") is { } header && header.StartsWith("Basic ", StringComparison.Ordinal))
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..]));
            sent.Add(pair);
            sent.Add(pair.Split(':')[1]);
        }

        sent.AddRange((request.Body ?? "").Split('&').Concat(request.Address.Query.TrimStart('?').Split('&')).Where(p => p.Contains('=', StringComparison.Ordinal)).Select(p => WebUtility.UrlDecode(p.Split('=', 2)[1].Replace("+", "%2B", StringComparison.Ordinal))));
        return string.Join(" | ", sent.Concat(sent.SelectMany(s => new[] { Uri.EscapeDataString(s), Convert.ToBase64String(Encoding.UTF8.GetBytes(s)), Convert.ToBase64String(Encoding.Unicode.GetBytes(s)), Convert.ToHexString(Encoding.UTF8.GetBytes(s)) })));
    }

    private static HttpResponseMessage Failure(string mode, HttpStatusCode status, string echo)
    {
        if (mode == "thrown")
        {
            throw new HttpRequestException($"Received an invalid header line: '{echo}'.", new IOException(echo));
        }

        var quoted = System.Text.Json.JsonSerializer.Serialize(echo);
        var escaped = WebUtility.HtmlEncode(echo);
        var (body, type, encoding) = mode switch
        {
            "json" => ($$"""{"error":[{"code":{{quoted}},"field":{{quoted}},"description":{{quoted}},"info":{{quoted}},"severity":{{quoted}},"category":{{quoted}}}]}""", "application/json", Encoding.UTF8),
            "oauth" => ($$"""{"error":{{quoted}},"error_description":{{quoted}}}""", "application/json", Encoding.UTF8),
            "xml" => ($"<errors><error><code>{escaped}</code><description>{escaped}</description></error></errors>", "application/xml", Encoding.UTF8),
            "html" => ($"<html><body><h1>Denied</h1>{escaped} Reference #{(echo.Contains(Canaries.Token, StringComparison.Ordinal) ? Canaries.Token : "18.2f3c")}</body></html>", "text/html", Encoding.UTF8),
            "utf16" => (echo, "text/plain", Encoding.Unicode),
            "broken" => ("{\"error\":[{\"code\":" + quoted, "application/json", Encoding.UTF8),
            _ => (echo, mode == "garbage" ? "application/json" : "text/plain", Encoding.UTF8),
        };
        var answer = new HttpResponseMessage(mode is "garbage" ? HttpStatusCode.OK : mode is "redirect" ? HttpStatusCode.Redirect : status) { Content = new StringContent(body, encoding, type) };
        answer.Headers.TryAddWithoutValidation("X-Echo", echo);
        answer.Headers.TryAddWithoutValidation("Retry-After", "1");
        answer.Headers.TryAddWithoutValidation("Location", "//[" + Uri.EscapeDataString(echo));
        return answer;
    }
}
