using System.Net;
using System.Text.Json;

namespace WalmartAuth.Emulator.Live;

/// <summary>Refuses requests to the control address from pages of other origins. A program only needs an address of this machine.</summary>
internal static class ControlGuard
{
    /// <summary>A header that the emulator's own page sends, and that no form and no link can send.</summary>
    public const string PageHeader = "X-Walmart-Emulator";

    // Suffixes that cannot be registered, so no page on the internet has such a host.
    private static readonly string[] PrivateEndings = [".localhost", ".local", ".internal", ".test"];

    /// <summary>The 403, or null if the request is allowed.</summary>
    public static Answer? Refuse(RequestContext request)
    {
        var http = request.Context.Request;
        if (!IsPrivate(http.Host.Host))
        {
            return Refused("The Host header is a public host name, as sent by a page that pretends to be on this machine. Use an IP address, localhost, or a name without a dot.");
        }

        var origin = http.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals($"{http.Scheme}://{http.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return Refused("The Origin header names another site. Only the emulator's own page may use its control address from a browser.");
        }

        var isRead = request.Method is "GET" or "HEAD";
        if (isRead && http.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && http.Headers["Sec-Fetch-Mode"] != "navigate")
        {
            return Refused("A page of another site cannot read the control address.");
        }

        return !isRead && IsBrowser(request) && request.Header(PageHeader) is null
            ? Refused($"A browser must send the header {PageHeader} with this request, as the emulator's own page does.")
            : null;
    }

    private static bool IsPrivate(string host) =>
        host.Length == 0 || !host.Contains('.') || IPAddress.TryParse(host, out _) || Array.Exists(PrivateEndings, ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // PowerShell's user agent starts with Mozilla too.
    private static bool IsBrowser(RequestContext request) =>
        request.Header("Origin") is not null || request.Header("Sec-Fetch-Site") is not null || request.Header("Referer") is not null
        || (request.Header("User-Agent") is { } agent && agent.StartsWith("Mozilla/", StringComparison.Ordinal) && !agent.Contains("PowerShell/", StringComparison.Ordinal));

    private static Answer Refused(string why) => new(403, Answer.JsonType, JsonSerializer.SerializeToUtf8Bytes(new { error = why }, EmulatorJson.Control));
}
