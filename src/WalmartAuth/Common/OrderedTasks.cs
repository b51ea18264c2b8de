namespace WalmartAuth.Common;

/// <summary>Runs work with limited concurrency and returns the results in the order in which the work was added.</summary>
internal sealed class OrderedTasks<T>
{
    // Finished results that wait behind a slow one: enough to keep the others busy.
    private const int ResultsPerThrottle = 4;

    private readonly Queue<Task<T>> tasks = new();
    private readonly SemaphoreSlim gate;
    private readonly int capacity;
    private readonly CancellationToken cancellation;

    /// <param name="throttleLimit">How much work runs at once.</param>
    /// <param name="cancellation">Prevents work that has not started from starting.</param>
    public OrderedTasks(int throttleLimit, CancellationToken cancellation)
    {
        gate = new SemaphoreSlim(throttleLimit, throttleLimit);
        capacity = throttleLimit * ResultsPerThrottle;
        this.cancellation = cancellation;
    }

    public bool IsEmpty => tasks.Count == 0;

    /// <summary>True if the first result must be taken before more work is added.</summary>
    public bool IsFull => tasks.Count >= capacity;

    /// <summary>True if a result can be taken without waiting.</summary>
    public bool HasResult => tasks.Count > 0 && tasks.Peek().IsCompleted;

    /// <summary>Adds work, which starts as soon as fewer than the limit are running.</summary>
    public void Add(Func<Task<T>> work) => tasks.Enqueue(Task.Run(() => RunAsync(work), cancellation));

    /// <summary>Adds a result that needs no work.</summary>
    public void Add(T result) => tasks.Enqueue(Task.FromResult(result));

    /// <summary>Takes the first result, which may still be pending.</summary>
    public Task<T> Take() => tasks.Dequeue();

    private async Task<T> RunAsync(Func<Task<T>> work)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }
}
