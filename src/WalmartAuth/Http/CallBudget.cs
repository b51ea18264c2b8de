using System.Globalization;
using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>
/// The limits of one call: time for each attempt, retries, and waits, each visible and cancellable. The token request
/// of the call shares them.
/// </summary>
internal sealed class CallBudget
{
    private readonly IClock clock;
    private int retriesLeft;
    private TimeSpan waitLeft;

    public CallBudget(RetryPolicy policy, TimeSpan timeout, IClock clock, ICmdletOutput output)
    {
        Policy = policy;
        Timeout = timeout;
        Output = output;
        this.clock = clock;
        retriesLeft = policy.MaximumRetryCount;
        waitLeft = policy.MaximumWait;
    }

    /// <summary>The time for one attempt.</summary>
    public TimeSpan Timeout { get; }

    public RetryPolicy Policy { get; }

    /// <summary>Where the call reports its progress.</summary>
    public ICmdletOutput Output { get; }

    /// <summary>True if it started with more time, retries or waits than the other.</summary>
    public bool IsLargerThan(CallBudget other) =>
        Timeout > other.Timeout || Policy.MaximumRetryCount > other.Policy.MaximumRetryCount || Policy.MaximumWait > other.Policy.MaximumWait;

    /// <summary>True if a wait still fits.</summary>
    public bool CanWait(TimeSpan time) => time <= waitLeft;

    /// <summary>True if a retry after a wait still fits.</summary>
    public bool CanRetry(TimeSpan wait) => retriesLeft > 0 && CanWait(wait);

    /// <summary>Subtracts a wait from the rest.</summary>
    public void Consume(TimeSpan time) => waitLeft -= time;

    /// <summary>Waits before a retry, and subtracts both from the rest.</summary>
    public Task WaitForRetryAsync(TimeSpan time, string reason, CancellationToken cancellation)
    {
        retriesLeft--;
        return WaitAsync(time, reason, cancellation);
    }

    /// <summary>Waits, reports it, and subtracts the time from the rest.</summary>
    public async Task WaitAsync(TimeSpan time, string reason, CancellationToken cancellation)
    {
        Consume(time);
        var seconds = (int)Math.Ceiling(time.TotalSeconds);
        Output.Verbose(string.Format(CultureInfo.InvariantCulture, "Waiting {0:0.0} s: {1}.", time.TotalSeconds, reason));
        if (time >= TimeSpan.FromSeconds(1))
        {
            Output.Progress(new ProgressState(ProgressState.Waiting, HttpMessages.WaitingForWalmart, reason, SecondsLeft: seconds));
        }

        await clock.Delay(time, cancellation).ConfigureAwait(false);
        if (time >= TimeSpan.FromSeconds(1))
        {
            Output.Progress(new ProgressState(ProgressState.Waiting, HttpMessages.WaitingForWalmart, reason, IsDone: true));
        }
    }

    /// <summary>
    /// Waits for an attempt that another call makes: as long as an attempt of this call may take, plus the waits that this
    /// call still has.
    /// </summary>
    /// <param name="work">The other call's attempt; it continues when this call leaves.</param>
    /// <param name="tooLong">The error when it takes too long.</param>
    /// <param name="cancellation">Lets this call leave.</param>
    public async Task WaitForOtherAsync(Task work, Func<WalmartException> tooLong, CancellationToken cancellation)
    {
        if (work.IsCompleted)
        {
            return;
        }

        var since = clock.Monotonic;
        using var limit = clock.CancelAfter(Timeout + waitLeft, cancellation);
        try
        {
            await work.WaitForEndAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw tooLong();
        }
        finally
        {
            var waited = clock.Monotonic - since - Timeout;
            Consume(waited > TimeSpan.Zero ? waited : TimeSpan.Zero);
        }
    }

    /// <summary>The error for a request limit that is used up for longer than the call may wait; nothing was sent.</summary>
    public WalmartException CreateExceededError(ApiRequest request, TimeSpan wait)
    {
        var at = clock.UtcAfter(wait);
        return new WalmartException(
            WalmartErrorId.Throttled,
            HttpMessages.RequestLimitIsUsedUp(request.Label, UtcText.Format(at), Math.Ceiling(wait.TotalSeconds)),
            target: request.Target,
            recommendedAction: HttpMessages.RetryAfter(UtcText.Format(at)))
        {
            RetryAt = at,
        };
    }
}
