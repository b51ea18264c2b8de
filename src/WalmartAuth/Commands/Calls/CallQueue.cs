namespace WalmartAuth.Commands.Calls;

/// <summary>
/// Many calls at once, put out in the order in which they came. What is under way and what waits to be written are both
/// bounded, so that an endless input needs no endless memory.
/// </summary>
internal sealed class CallQueue : IDisposable
{
    // Finished calls that wait behind a slow one: enough to keep the others busy, and no more.
    private const int WaitingPerSlot = 4;

    private readonly Queue<(ApiCall Call, Task<CallPage> First)> queue = new();
    private readonly SemaphoreSlim slots;
    private readonly int limit;
    private readonly CancellationToken cancellation;

    public CallQueue(int throttleLimit, CancellationToken cancellation)
    {
        slots = new SemaphoreSlim(throttleLimit);
        limit = throttleLimit == 1 ? 1 : throttleLimit * WaitingPerSlot;
        this.cancellation = cancellation;
    }

    /// <summary>True when a call must be taken out before another is put in.</summary>
    public bool IsFull => queue.Count >= limit;

    public bool IsEmpty => queue.Count == 0;

    /// <summary>True when the oldest call is done.</summary>
    public bool IsHeadDone => queue.Count > 0 && queue.Peek().First.IsCompleted;

    /// <summary>Starts a call as soon as a slot is free.</summary>
    public void Add(ApiCall call) => queue.Enqueue((call, Task.Run(() => RunAsync(call))));

    /// <summary>Takes the oldest call out.</summary>
    public (ApiCall Call, Task<CallPage> First) Take() => queue.Dequeue();

    public void Dispose()
    {
        // Whatever was not taken out is cancelled by now; its failure is nobody's.
        foreach (var (_, task) in queue)
        {
            _ = task.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<CallPage> RunAsync(ApiCall call)
    {
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await call.NextAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }
}
