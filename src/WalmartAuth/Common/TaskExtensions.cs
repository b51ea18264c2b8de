namespace WalmartAuth.Common;

/// <summary>Waits for shared work: a caller can stop waiting, and the work continues.</summary>
internal static class TaskExtensions
{
    /// <summary>Waits until the task has ended, however it ended, or until cancelled.</summary>
    public static async Task WaitForEndAsync(this Task task, CancellationToken cancellation)
    {
        if (task.IsCompleted)
        {
            return;
        }

        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(() => cancelled.TrySetResult(true)))
        {
            if (await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false) != task)
            {
                throw new OperationCanceledException(cancellation);
            }
        }
    }

    /// <summary>Waits for the task, or until cancelled.</summary>
    public static async Task WaitAsync(this Task task, CancellationToken cancellation)
    {
        await task.WaitForEndAsync(cancellation).ConfigureAwait(false);
        await task.ConfigureAwait(false);
    }

    /// <summary>Waits for the task's result, or until cancelled.</summary>
    public static async Task<T> WaitAsync<T>(this Task<T> task, CancellationToken cancellation)
    {
        await task.WaitForEndAsync(cancellation).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }
}
