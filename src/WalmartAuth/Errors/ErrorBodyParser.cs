using System.Net;
using System.Text.RegularExpressions;
using WalmartAuth.Common;

namespace WalmartAuth.Errors;

/// <summary>
/// Reads every format in which Walmart's gateway, its services and the network in front of it report an error (contract §5).
/// It never throws, and it limits what it keeps, because the body comes from outside.
/// </summary>
internal static class ErrorBodyParser
{
    /// <summary>The maximum number of characters of a body that are parsed.</summary>
    public const int MaximumBodyLength = 256 * 1024;

    internal const int MaximumTextLength = 500;
    internal const int MaximumEntries = 20;

    private static readonly TimeSpan RegexLimit = TimeSpan.FromMilliseconds(250);
    private static readonly Regex Tags = new("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase, RegexLimit);
    private static readonly Regex Blanks = new("\\s+", RegexOptions.None, RegexLimit);
    private static readonly Regex Reference = new("Reference\\s*#\\s*([0-9a-zA-Z.]{4,80})", RegexOptions.None, RegexLimit);

    /// <summary>Reads the body of an error response.</summary>
    /// <param name="body">The text; null or empty if there was none.</param>
    /// <param name="scrubber">Redacts what was sent and must not appear in an error.</param>
    public static ErrorBody Parse(string? body, SecretRedactor scrubber)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return ErrorBody.Empty;
        }

        // Redact before truncating, here and below: half a secret would not be found.
        var text = scrubber.Redact(body!);
        text = text.Length > MaximumBodyLength ? text.Substring(0, MaximumBodyLength) : text;
        var start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var entries = start.StartsWith("{", StringComparison.Ordinal) || start.StartsWith("[", StringComparison.Ordinal)
            ? JsonErrorReader.Read(start, scrubber)
            : start.StartsWith("<", StringComparison.Ordinal) ? XmlErrorReader.Read(start, scrubber) : null;
        return entries is { Count: > 0 } ? new ErrorBody(entries, null, null) : FromText(start, scrubber);
    }

    /// <summary>Redacts a text, makes it safe to show, and truncates it to the limit for errors.</summary>
    internal static string? Bound(string? text, SecretRedactor scrubber)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clean = DisplayText.Clean(scrubber.Redact(text!));
        return clean.Length <= MaximumTextLength ? clean : clean.Substring(0, MaximumTextLength) + "…";
    }

    private static ErrorBody FromText(string body, SecretRedactor scrubber)
    {
        // After this point, an error page contains nothing useful, and the regular expressions stay fast.
        var head = body.Length > 16 * 1024 ? body.Substring(0, 16 * 1024) : body;
        try
        {
            var plain = Blanks.Replace(WebUtility.HtmlDecode(Tags.Replace(head, " ")), " ").Trim();
            var reference = Reference.Match(plain);
            return new ErrorBody([], reference.Success ? reference.Groups[1].Value : null, Bound(plain, scrubber));
        }
        catch (RegexMatchTimeoutException)
        {
            return new ErrorBody([], null, Bound(head, scrubber));
        }
    }
}
