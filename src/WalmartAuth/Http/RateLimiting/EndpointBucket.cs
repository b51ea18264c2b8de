namespace WalmartAuth.Http.RateLimiting;

/// <summary>
/// What is known of one endpoint's token bucket. While it is empty, calls wait for its replenishment instead of running
/// into a 429; then one call goes ahead, and the others follow on what its answer says.
/// </summary>
internal sealed class EndpointBucket
{
    private readonly object gate = new();
    private TimeSpan? emptyUntil;
    private TaskCompletionSource<bool>? probe;

    /// <summary>Whether a caller may call at this monotonic time.</summary>
    public BucketDecision Enter(TimeSpan now)
    {
        lock (gate)
        {
            if (emptyUntil is not { } until)
            {
                return default;
            }

            if (until > now)
            {
                return new BucketDecision(until - now, null, false);
            }

            if (probe is not null)
            {
                return new BucketDecision(TimeSpan.Zero, probe.Task, false);
            }

            probe = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return new BucketDecision(TimeSpan.Zero, null, true);
        }
    }

    /// <summary>Takes note of an answer. Only the probe's own lets the others go: a straggler's is older than what is known.</summary>
    public void Report(RateLimitHeaders headers, bool isProbe, TimeSpan now)
    {
        lock (gate)
        {
            if (headers is { IsEmpty: true, Wait: { } time })
            {
                // A later end than one already known stands: answers overtake each other.
                emptyUntil = emptyUntil is { } known && known > now + time ? known : now + time;
            }
            else if (isProbe && emptyUntil <= now)
            {
                emptyUntil = null;
            }

            if (isProbe)
            {
                ReleaseProbe();
            }
        }
    }

    /// <summary>The caller that had gone ahead got no answer: the next one may.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            ReleaseProbe();
        }
    }

    private void ReleaseProbe()
    {
        probe?.TrySetResult(true);
        probe = null;
    }
}
