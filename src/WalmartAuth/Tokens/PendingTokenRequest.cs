using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// One token call under way, shared by every caller that needs its answer. It belongs to none of them: it ends early
/// only when the last one has left.
/// </summary>
internal sealed class PendingTokenRequest
{
    private readonly CancellationTokenSource cancellation = new();
    private readonly TaskCompletionSource<AccessToken> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waiters;

    public PendingTokenRequest(bool isBackground, bool isRoutine)
    {
        IsBackground = isBackground;
        IsRoutine = isRoutine;

        // A flight that fails after everybody left is nobody's unobserved exception.
        _ = completion.Task.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>True when nobody had to wait for it at its start.</summary>
    public bool IsBackground { get; }

    /// <summary>True when it was not started because of a rejected token.</summary>
    public bool IsRoutine { get; }

    public Task<AccessToken> Result => completion.Task;

    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>Joins; under the slot's lock.</summary>
    public void Join() => waiters++;

    /// <summary>Leaves; under the slot's lock. True when the flight is to be cancelled because nobody waits for it any more.</summary>
    public bool Leave()
    {
        waiters--;
        return waiters == 0 && !IsBackground && !completion.Task.IsCompleted;
    }

    public void Cancel() => cancellation.Cancel();

    public void Complete(AccessToken token) => completion.TrySetResult(token);

    public void Fail(Exception exception) => completion.TrySetException(exception);
}
