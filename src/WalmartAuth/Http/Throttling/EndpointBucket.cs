namespace WalmartAuth.Http.Throttling;

/// <summary>
/// What is known of one endpoint's token bucket. While it is empty, calls wait for its replenishment instead of running
/// into a 429; then one call goes ahead, and the others follow on what its answer says.
/// </summary>
internal sealed class EndpointBucket
{
    private readonly object gate = new();
    private TimeSpan? emptyUntil;
    private TaskCompletionSource<bool>? probe;

    /// <summary>How long a caller must wait before it may call, on the monotonic clock; zero for at once.</summary>
    /// <param name="now">The monotonic time.</param>
    /// <param name="probing">A task to wait for instead, where another caller tries the bucket just now.</param>
    public TimeSpan Enter(TimeSpan now, out Task? probing)
    {
        lock (gate)
        {
            probing = null;
            if (emptyUntil is not { } until)
            {
                return TimeSpan.Zero;
            }

            if (until > now)
            {
                return until - now;
            }

            if (probe is not null)
            {
                probing = probe.Task;
                return TimeSpan.Zero;
            }

            probe = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Takes note of an answer.</summary>
    public void Report(ThrottleHeaders headers, bool isThrottled, TimeSpan now)
    {
        lock (gate)
        {
            var wait = headers.Wait;
            if (wait is { } time && (isThrottled || headers.Remaining == 0))
            {
                // A later end than one already known stands: answers overtake each other.
                emptyUntil = emptyUntil is { } known && known > now + time ? known : now + time;
            }
            else if (emptyUntil is { } until && until <= now)
            {
                emptyUntil = null;
            }

            ReleaseProbe();
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
