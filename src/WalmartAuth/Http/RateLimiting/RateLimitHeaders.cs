using System.Globalization;
using System.Net.Http.Headers;

namespace WalmartAuth.Http.RateLimiting;

/// <summary>What a response says about its endpoint's bucket (contract §6), as times from now.</summary>
/// <param name="Remaining">Calls left in the bucket; null if the response does not say.</param>
/// <param name="ReplenishIn">The time until the bucket is refilled; null if absent, past or implausible.</param>
/// <param name="RetryAfter">What <c>Retry-After</c> asks; null if absent, past or implausible.</param>
/// <param name="IsEmpty">True if the bucket has no calls left: the response says so, or is a 429.</param>
internal sealed record RateLimitHeaders(long? Remaining, TimeSpan? ReplenishIn, TimeSpan? RetryAfter, bool IsEmpty)
{
    public static readonly RateLimitHeaders None = new(null, null, null, false);

    /// <summary>A time further away than this is not a replenishment time; the longest published one is an hour (contract §6).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>A successful response with an empty bucket delays calls no longer than this, the longest published time. Otherwise, a wrong clock or one odd response could block the endpoint for a day.</summary>
    public static readonly TimeSpan LongestAfterSuccess = TimeSpan.FromHours(1);

    // A Date header has whole seconds: below this difference, the two clocks count as equal.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The wait that Walmart asks for: <c>Retry-After</c> or else, if the bucket is empty, the replenishment time
    /// (contract §6). Every response has that time, so it does not apply to a gateway error with calls left in the bucket.
    /// </summary>
    public TimeSpan? Wait => RetryAfter ?? (IsEmpty ? ReplenishIn : null);

    /// <summary>Reads the headers; an invalid value counts as absent.</summary>
    /// <param name="headers">The headers of a response.</param>
    /// <param name="status">Its status.</param>
    /// <param name="now">The time of this machine (UTC).</param>
    public static RateLimitHeaders Read(HttpResponseHeaders headers, int status, DateTimeOffset now)
    {
        var count = First(headers, HeaderNames.TokenCount);
        var replenish = First(headers, HeaderNames.ReplenishmentTime) ?? First(headers, HeaderNames.ReplenishTime);
        var retry = First(headers, "Retry-After");
        if (count is null && replenish is null && retry is null)
        {
            return None;
        }

        // Dates in a response use the gateway's clock; the difference to its own Date header is valid on any machine.
        var gatewayNow = headers.Date is { } date && (date - now).Duration() > ClockTolerance ? date : now;
        long? remaining = long.TryParse(count, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var left) ? Math.Max(0, left) : null;
        var replenishIn = Until(replenish, gatewayNow);
        return new RateLimitHeaders(remaining, status < 400 && replenishIn > LongestAfterSuccess ? LongestAfterSuccess : replenishIn, Until(retry, gatewayNow), status == 429 || remaining == 0);
    }

    private static TimeSpan? Until(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        double seconds;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
        {
            // Contract §6: from 1e12 milliseconds, from 1e9 seconds since 1970; smaller ones are a delta in seconds.
            seconds = number >= 1e12 ? (number - now.ToUnixTimeMilliseconds()) / 1000
                : number >= 1e9 ? number - (now.ToUnixTimeMilliseconds() / 1000d)
                : number;
        }
        else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            seconds = (at - now).TotalSeconds;
        }
        else
        {
            return null;
        }

        return seconds > 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
