using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace WalmartAuth.Http;

/// <summary>
/// The deprecation notice in a response: <c>Deprecation</c> (RFC 9745), <c>Sunset</c> (RFC 8594) and
/// <c>Link</c> with the relation deprecation or successor-version. Walmart says that it announces the end of an API in
/// headers without naming them (contract §11).
/// </summary>
/// <param name="DeprecatedOn">When it is or becomes deprecated (UTC); null if there is no date.</param>
/// <param name="EndsOn">When it stops working (UTC); null if not specified.</param>
/// <param name="Successor">The address of the version to use instead.</param>
/// <param name="Information">The address of a page about it.</param>
internal sealed record DeprecationNotice(DateTimeOffset? DeprecatedOn, DateTimeOffset? EndsOn, string? Successor, string? Information)
{
    private static readonly Regex Link = new("<(?<address>[^>]*)>(?<parameters>[^,<]*)", RegexOptions.CultureInvariant);
    private static readonly Regex Relation = new("\\brel\\s*=\\s*(\"(?<names>[^\"]*)\"|(?<names>[^\\s;]+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Reads the headers; null if there is no notice.</summary>
    public static DeprecationNotice? Read(HttpResponseHeaders headers)
    {
        if (!headers.Contains("Deprecation") && !headers.Contains("Sunset") && !headers.Contains("Link"))
        {
            // As in nearly every response.
            return null;
        }

        var deprecation = First(headers, "Deprecation");
        var sunset = First(headers, "Sunset");
        var isDeprecated = deprecation is not null && !string.Equals(deprecation, "false", StringComparison.OrdinalIgnoreCase);
        var links = headers.TryGetValues("Link", out var values) ? string.Join(",", values) : "";
        var successor = FindLink(links, "successor-version");
        var information = FindLink(links, "deprecation") ?? FindLink(links, "sunset");
        return isDeprecated || ParseTime(sunset) is not null || FindLink(links, "deprecation") is not null
            ? new DeprecationNotice(ParseTime(deprecation), ParseTime(sunset), successor, information)
            : null;
    }

    /// <summary>The notice as a sentence about an endpoint.</summary>
    public string Describe(string endpoint)
    {
        var ends = EndsOn is { } end ? HttpMessages.AndEndsOn(Day(end)) : "";
        var since = DeprecatedOn is { } start ? $" (since {Day(start)})" : "";
        return $"{endpoint} is deprecated{since}{ends}.{(Successor is null ? "" : $" Use {Successor} instead.")}{(Information is null ? "" : $" See {Information}.")}";
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // @1688169599 (RFC 9745), a bare number, an HTTP date (its drafts), or any other date.
    private static DateTimeOffset? ParseTime(string? text)
    {
        var value = text?.Trim().Trim('"').TrimStart('@');
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            var seconds = number >= 1_000_000_000_000 ? number / 1000 : number;
            return seconds is > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static string? FindLink(string links, string relation) => Link.Matches(links).Cast<Match>()
        .Where(m => Relation.Match(m.Groups["parameters"].Value) is { Success: true } found && found.Groups["names"].Value.Split(' ').Contains(relation, StringComparer.OrdinalIgnoreCase))
        .Select(m => m.Groups["address"].Value.Trim()).FirstOrDefault(a => a.Length > 0);

    private static string? First(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
