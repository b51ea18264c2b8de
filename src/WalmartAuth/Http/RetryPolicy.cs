using System.Net;

namespace WalmartAuth.Http;

/// <summary>When a call may be sent again, and how long to wait where Walmart does not say (contract §5, §6).</summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>The answers of the gateway that earn another try.</summary>
    public static bool AllowsStatus(HttpStatusCode status, HttpMethod method, bool retryWrites) => (int)status switch
    {
        // The gateway refused before anything happened, so that no write can be doubled.
        423 or 429 or 503 => true,
        500 or 502 or 504 => AllowsUnknownOutcome(method, retryWrites),
        _ => false,
    };

    /// <summary>
    /// Whether a call may be repeated whose outcome nobody knows: a timeout, a broken connection, a 500. A repeated POST
    /// would double feeds, refunds and shipments. [A] (contract §5): the stated policy of two public clients; -RetryWrites overrides.
    /// </summary>
    public static bool AllowsUnknownOutcome(HttpMethod method, bool retryWrites) =>
        retryWrites || method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Put || method == HttpMethod.Delete;

    /// <summary>The pause before try number <paramref name="attempt"/> + 1: doubling, with jitter so that callers do not march in step.</summary>
    public static TimeSpan Backoff(int attempt, TimeSpan? fixedInterval, double random)
    {
        if (fixedInterval is { } interval)
        {
            return interval;
        }

        var full = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, attempt - 1), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (random / 2)));
    }
}
