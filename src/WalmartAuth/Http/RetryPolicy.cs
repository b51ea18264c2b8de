namespace WalmartAuth.Http;

/// <summary>Which failures of a call may be retried, how often, and after how long (contract §5, §6).</summary>
internal sealed record RetryPolicy
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    /// <summary>No retry and no wait.</summary>
    public static readonly RetryPolicy None = new() { MaximumRetryCount = 0, MaximumWait = TimeSpan.Zero };

    /// <summary>The maximum number of retries of a call; renewing a token after a 401 does not count.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>A fixed delay between retries instead of a growing one; a delay that Walmart asks for takes precedence.</summary>
    public TimeSpan? RetryInterval { get; init; }

    /// <summary>The limit for all waits of the call together.</summary>
    public TimeSpan MaximumWait { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Also retry writes whose outcome is unknown.</summary>
    public bool RetryWrites { get; init; }

    /// <summary>True for a response that may be retried.</summary>
    public bool AllowsRetry(ApiRequest request, int status) => status switch
    {
        // RFC 6749 has no 423, and a token call that failed at the gateway can be retried (contract §2).
        _ when request.IsTokenRequest => status is 429 or >= 500,

        // The gateway refused before anything happened, so no write can be duplicated.
        423 or 429 or 503 => true,
        500 or 502 or 504 => AllowsUnknownOutcome(request),
        _ => false,
    };

    /// <summary>
    /// Whether a call may be retried whose outcome is unknown: a timeout, a broken connection, a 500. A second POST would
    /// duplicate feeds, refunds and shipments. [A] (contract §5): the documented policy of two public clients; -RetryWrites overrides.
    /// </summary>
    public bool AllowsUnknownOutcome(ApiRequest request) =>
        RetryWrites || request.IsTokenRequest
        || request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete;

    /// <summary>The delay before the next attempt if Walmart asks for none: exponential, with jitter so that callers do not retry in step.</summary>
    public TimeSpan GetDelay(int attempt, double random)
    {
        if (RetryInterval is { } interval)
        {
            return interval;
        }

        var full = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, attempt - 1), LongestDelay.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (random / 2)));
    }
}
