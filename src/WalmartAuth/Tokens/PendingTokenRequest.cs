using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// One pending token request, shared by every caller that needs its result. It belongs to none of them: it ends early
/// only when the last one has left.
/// </summary>
internal sealed class PendingTokenRequest
{
    private readonly CancellationTokenSource cancellation = new();
    private readonly TaskCompletionSource<AccessToken> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waiters;

    public PendingTokenRequest(CallBudget budget, bool isBackground, bool isPrefetch)
    {
        Budget = budget;
        IsBackground = isBackground;
        IsPrefetch = isPrefetch;

        // Prevents an unobserved exception if the request fails after every caller has left.
        _ = completion.Task.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>The limits of the request: the budget of the caller that started it.</summary>
    public CallBudget Budget { get; }

    /// <summary>True if no caller had to wait for it when it started.</summary>
    public bool IsBackground { get; }

    /// <summary>True if it was not started because of a rejected token.</summary>
    public bool IsPrefetch { get; }

    public Task<AccessToken> Result => completion.Task;

    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>Joins; under the entry's lock.</summary>
    public void Join() => waiters++;

    /// <summary>Leaves; under the entry's lock. True if the request must be cancelled because no caller waits for it any more.</summary>
    public bool Leave()
    {
        waiters--;
        return waiters == 0 && !IsBackground && !completion.Task.IsCompleted;
    }

    /// <summary>
    /// True if it failed for reasons of the caller that started it, not of this one: it gave up sooner than this
    /// caller would, or that caller's session was disconnected.
    /// </summary>
    public bool FailedForItsStarter(CallBudget caller) =>
        caller != Budget && Result.Exception?.InnerException is WalmartException failure
        && (IsBackground || failure.ErrorId == WalmartErrorId.NotConnected || (IsTransient(failure.ErrorId) && caller.IsLargerThan(Budget)));

    public void Cancel() => cancellation.Cancel();

    public void Complete(AccessToken token) => completion.TrySetResult(token);

    public void Fail(Exception exception) => completion.TrySetException(exception);

    private static bool IsTransient(WalmartErrorId id) =>
        id is WalmartErrorId.Timeout or WalmartErrorId.ConnectionFailed or WalmartErrorId.Throttled or WalmartErrorId.GatewayUnavailable;
}
