namespace WalmartAuth.Common;

/// <summary>Waiting for work that others share: the one who waits may leave, the work goes on.</summary>
internal static class TaskExtensions
{
    /// <summary>Waits for the task, or until cancelled.</summary>
    public static async Task WaitAsync(this Task task, CancellationToken cancellation)
    {
        if (!task.IsCompleted && cancellation.CanBeCanceled)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellation.Register(() => cancelled.TrySetResult(true)))
            {
                if (await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false) != task)
                {
                    throw new OperationCanceledException(cancellation);
                }
            }
        }

        await task.ConfigureAwait(false);
    }

    /// <summary>Waits for the task's result, or until cancelled.</summary>
    public static async Task<T> WaitAsync<T>(this Task<T> task, CancellationToken cancellation)
    {
        await WaitAsync((Task)task, cancellation).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }
}
