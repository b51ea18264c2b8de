using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// One token request under way, shared by every caller that needs its answer. It belongs to none of them: it ends early
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

        // A request that fails after every caller left is no unobserved exception.
        _ = completion.Task.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>What the request may take: the budget of the caller that started it.</summary>
    public CallBudget Budget { get; }

    /// <summary>True when no caller had to wait for it at its start.</summary>
    public bool IsBackground { get; }

    /// <summary>True when it was not started because of a rejected token.</summary>
    public bool IsPrefetch { get; }

    public Task<AccessToken> Result => completion.Task;

    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>Joins; under the entry's lock.</summary>
    public void Join() => waiters++;

    /// <summary>Leaves; under the entry's lock. True when the request is to be cancelled because no caller waits for it any more.</summary>
    public bool Leave()
    {
        waiters--;
        return waiters == 0 && !IsBackground && !completion.Task.IsCompleted;
    }

    /// <summary>
    /// True when it failed for reasons of the caller that started it, and not of this one: it gave up sooner than this
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
