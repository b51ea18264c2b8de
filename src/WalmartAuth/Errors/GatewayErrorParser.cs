using System.Net;
using System.Text.RegularExpressions;

namespace WalmartAuth.Errors;

/// <summary>
/// Reads every shape in which Walmart's gateway, its services and the network before it report an error (contract §5).
/// It never throws, and what it keeps is bounded, because the body comes from outside.
/// </summary>
internal static class GatewayErrorParser
{
    /// <summary>The most of a body that is looked at, in characters.</summary>
    public const int MaximumBodyLength = 256 * 1024;

    internal const int MaximumTextLength = 500;
    internal const int MaximumEntries = 20;

    private static readonly TimeSpan RegexLimit = TimeSpan.FromMilliseconds(250);
    private static readonly Regex Tags = new("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase, RegexLimit);
    private static readonly Regex Blanks = new("\\s+", RegexOptions.None, RegexLimit);
    private static readonly Regex Reference = new("Reference\\s*#\\s*([0-9a-zA-Z.]{4,80})", RegexOptions.None, RegexLimit);

    /// <summary>Reads the body of a failed answer.</summary>
    /// <param name="body">The text; null or empty where there was none.</param>
    /// <param name="scrubber">Takes out what was sent and must not come back in an error.</param>
    public static GatewayErrorBody Parse(string? body, Scrubber scrubber)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return GatewayErrorBody.Empty;
        }

        // First scrubbed, then cut, here and below: half a secret would not be found.
        var text = scrubber.Scrub(body!);
        text = text.Length > MaximumBodyLength ? text.Substring(0, MaximumBodyLength) : text;
        var start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var entries = start.StartsWith("{", StringComparison.Ordinal) || start.StartsWith("[", StringComparison.Ordinal)
            ? JsonErrorReader.Read(start, scrubber)
            : start.StartsWith("<", StringComparison.Ordinal) ? XmlErrorReader.Read(start, scrubber) : null;
        return entries is { Count: > 0 } ? new GatewayErrorBody(entries, null, null) : FromText(start, scrubber);
    }

    /// <summary>Shortens a text to what an error may keep.</summary>
    internal static string? Bound(string? text, Scrubber scrubber)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clean = scrubber.Scrub(text!);
        return clean.Length <= MaximumTextLength ? clean : clean.Substring(0, MaximumTextLength) + "…";
    }

    private static GatewayErrorBody FromText(string body, Scrubber scrubber)
    {
        // Beyond this an error page says nothing more, and the expressions stay quick.
        var head = body.Length > 16 * 1024 ? body.Substring(0, 16 * 1024) : body;
        try
        {
            var plain = Blanks.Replace(WebUtility.HtmlDecode(Tags.Replace(head, " ")), " ").Trim();
            var reference = Reference.Match(plain);
            return new GatewayErrorBody([], reference.Success ? reference.Groups[1].Value : null, Bound(plain, scrubber));
        }
        catch (RegexMatchTimeoutException)
        {
            return new GatewayErrorBody([], null, Bound(head, scrubber));
        }
    }
}
