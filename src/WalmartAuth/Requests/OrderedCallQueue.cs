namespace WalmartAuth.Requests;

/// <summary>
/// Many calls at once, put out in the order in which they came. What is under way and what waits to be written are both
/// bounded, so that an endless input needs no endless memory.
/// </summary>
internal sealed class OrderedCallQueue
{
    // Finished calls that wait behind a slow one: enough to keep the others busy, and no more.
    private const int WaitingPerSlot = 4;

    private readonly Queue<QueuedCall> calls = new();
    private readonly Queue<QueuedCall> waiting = new();
    private readonly int slots;
    private readonly int limit;
    private readonly CancellationToken cancellation;
    private int busy;

    public OrderedCallQueue(int throttleLimit, CancellationToken cancellation)
    {
        slots = throttleLimit;
        limit = throttleLimit == 1 ? 1 : throttleLimit * WaitingPerSlot;
        this.cancellation = cancellation;
    }

    /// <summary>True when a call must be taken out before another is put in.</summary>
    public bool IsFull => calls.Count >= limit;

    public bool IsEmpty => calls.Count == 0;

    /// <summary>True when the oldest call is done.</summary>
    public bool IsHeadDone => calls.Count > 0 && calls.Peek().First.IsCompleted;

    /// <summary>Starts a call as soon as a slot is free.</summary>
    public void Add(ApiCall call)
    {
        var queued = new QueuedCall(call);
        calls.Enqueue(queued);
        lock (waiting)
        {
            if (busy == slots)
            {
                waiting.Enqueue(queued);
                return;
            }

            busy++;
        }

        _ = RunAsync(queued);
    }

    /// <summary>Takes the oldest call out.</summary>
    public QueuedCall Take() => calls.Dequeue();

    // One slot: whoever finishes a call starts the next one, with no thread between them.
    private async Task RunAsync(QueuedCall? queued)
    {
        while (queued is not null)
        {
            await queued.RunAsync(cancellation).ConfigureAwait(false);
            lock (waiting)
            {
                if (waiting.Count > 0 && !cancellation.IsCancellationRequested)
                {
                    queued = waiting.Dequeue();
                }
                else
                {
                    busy--;
                    queued = null;
                }
            }
        }
    }
}
