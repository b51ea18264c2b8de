namespace WalmartAuth.Requests;

/// <summary>
/// Makes many calls at once, each from its first page to its last. The number of calls and the pages that are read
/// ahead are both limited, so endless input and long lists do not use unlimited memory.
/// </summary>
internal sealed class CallQueue
{
    /// <summary>The maximum amount that is read ahead, in bytes.</summary>
    internal const long ReadAheadLimit = 32 * 1024 * 1024;

    // Completed calls that wait behind a slow one: enough to keep the others busy.
    private const int CallsPerThrottle = 4;

    private readonly Queue<Entry> inOrder = new();
    private readonly object gate;
    private readonly int throttleLimit;
    private readonly long readAheadLimit;
    private readonly CancellationToken cancellation;

    // Sequential calls need none of these.
    private Queue<Entry>? arrived;
    private Queue<Entry>? notStarted;
    private List<Entry>? paused;
    private TaskCompletionSource<CallPage>? taker;
    private Exception? failure;
    private bool keepOrder;
    private int calls;
    private int started;
    private int reading;
    private long unwritten;
    private long reserved;
    private long largestPage;

    /// <param name="throttleLimit">How many calls are made at once.</param>
    /// <param name="keepOrder">True to return pages in the order of the calls; false to return them as they arrive, in order within a call.</param>
    /// <param name="cancellation">Stops every call.</param>
    /// <param name="readAheadLimit">See <see cref="ReadAheadLimit"/>.</param>
    public CallQueue(int throttleLimit, bool keepOrder, CancellationToken cancellation, long readAheadLimit = ReadAheadLimit)
    {
        gate = inOrder;
        this.throttleLimit = throttleLimit;
        this.keepOrder = keepOrder;
        this.cancellation = cancellation;
        this.readAheadLimit = readAheadLimit;
    }

    /// <summary>True if pages must be taken before another call is added.</summary>
    public bool IsFull => calls >= (throttleLimit == 1 ? 1 : throttleLimit * CallsPerThrottle);

    public bool IsEmpty => calls == 0;

    /// <summary>True if a page can be taken without waiting.</summary>
    public bool HasPage
    {
        get
        {
            lock (gate)
            {
                return Front is not null;
            }
        }
    }

    /// <summary>Adds a call, which starts as soon as fewer than the limit are running.</summary>
    /// <param name="readPage">Reads the call's next page. It fails only when cancelled; any other failure is in the page.</param>
    public void Add(Func<CancellationToken, Task<CallPage>> readPage)
    {
        var entry = new Entry(readPage);
        lock (gate)
        {
            Enqueue(entry);
            if (started == throttleLimit)
            {
                (notStarted ??= new()).Enqueue(entry);
                return;
            }

            started++;
        }

        _ = RunAsync(entry);
    }

    /// <summary>Adds the result of a call that does not need to be made.</summary>
    public void Add(CallPage page)
    {
        lock (gate)
        {
            var entry = new Entry(null);
            Enqueue(entry);
            entry.Add(page);
            unwritten += page.Size;
            if (!keepOrder)
            {
                (arrived ??= new()).Enqueue(entry);
            }
        }
    }

    /// <summary>From now on, returns pages as they arrive.</summary>
    public void ReleaseOrder()
    {
        lock (gate)
        {
            keepOrder = false;
            foreach (var entry in inOrder.SelectMany(e => Enumerable.Repeat(e, e.PageCount)))
            {
                (arrived ??= new()).Enqueue(entry);
            }

            inOrder.Clear();
        }

        Resume();
    }

    /// <summary>Takes the next page to write. The caller has written the previous ones.</summary>
    public Task<CallPage> TakeAsync()
    {
        Task<CallPage> task;
        lock (gate)
        {
            var page = TakeFront();
            taker = page is null && failure is null ? new TaskCompletionSource<CallPage>() : null;
            task = page is not null ? Task.FromResult(page) : taker?.Task ?? Task.FromException<CallPage>(failure!);
        }

        Resume();
        return task;
    }

    // The call whose page is written next.
    private Entry? Front => keepOrder
        ? inOrder.Count > 0 && inOrder.Peek().PageCount > 0 ? inOrder.Peek() : null
        : arrived is { Count: > 0 } ? arrived.Peek() : null;

    private void Enqueue(Entry entry)
    {
        calls++;
        if (keepOrder)
        {
            inOrder.Enqueue(entry);
        }
    }

    private CallPage? TakeFront()
    {
        if (Front is not { } entry)
        {
            return null;
        }

        var page = entry.Take();
        unwritten -= page.Size;
        if (!keepOrder)
        {
            arrived!.Dequeue();
        }

        if (page.IsLast)
        {
            calls--;
            if (keepOrder)
            {
                inOrder.Dequeue();
            }
        }

        return page;
    }

    // The thread that ends a call starts the next one.
    private async Task RunAsync(Entry? entry)
    {
        try
        {
            while (entry is not null)
            {
                CallPage page;
                do
                {
                    await ReserveAsync(entry).ConfigureAwait(false);
                    page = await entry.ReadPage!(cancellation).ConfigureAwait(false);
                    Deliver(entry, page);
                }
                while (!page.IsLast);

                lock (gate)
                {
                    entry = notStarted is { Count: > 0 } && !cancellation.IsCancellationRequested ? notStarted.Dequeue() : null;
                    started -= entry is null ? 1 : 0;
                }
            }
        }
        catch (Exception e)
        {
            Cancel(e);
        }
    }

    private Task ReserveAsync(Entry entry)
    {
        lock (gate)
        {
            if (MayRead(entry))
            {
                Reserve(entry);
                return Task.CompletedTask;
            }

            entry.Resumed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            (paused ??= []).Add(entry);
            return entry.Resumed.Task;
        }
    }

    // The call that is being written reads a page after the previous page was written, so a stopped pipeline requests no
    // further pages. The other calls read ahead as far as the memory limit allows.
    private bool MayRead(Entry entry) =>
        throttleLimit == 1 || (keepOrder && inOrder.Peek() == entry) ? entry.PagesRead == 0 || (entry.PageCount == 0 && taker is not null)
        : unwritten + reserved + largestPage <= readAheadLimit || (!keepOrder && unwritten + reserved == 0);

    // The next page is assumed to be as large as the largest so far.
    private void Reserve(Entry entry)
    {
        reading++;
        entry.Reserved = largestPage;
        reserved += largestPage;
    }

    private void Resume()
    {
        while (NextToResume() is { } entry)
        {
            entry.Resumed!.SetResult(true);
        }
    }

    private Entry? NextToResume()
    {
        lock (gate)
        {
            var index = paused?.FindIndex(MayRead) ?? -1;
            if (index < 0)
            {
                return null;
            }

            var entry = paused![index];
            paused.RemoveAt(index);
            Reserve(entry);
            return entry;
        }
    }

    private void Deliver(Entry entry, CallPage page)
    {
        TaskCompletionSource<CallPage>? waiting = null;
        CallPage? front = null;
        lock (gate)
        {
            reading--;
            reserved -= entry.Reserved;
            unwritten += page.Size;
            largestPage = Math.Max(largestPage, page.Size);
            entry.PagesRead++;
            entry.Add(page);
            if (!keepOrder)
            {
                (arrived ??= new()).Enqueue(entry);
            }

            if (taker is not null && (front = TakeFront()) is not null)
            {
                waiting = taker;
                taker = null;
            }
        }

        waiting?.SetResult(front!);
        Resume();
    }

    // A cancelled caller returns when pending work has ended; after an unexpected failure, it returns immediately.
    private void Cancel(Exception exception)
    {
        TaskCompletionSource<CallPage>? waiting = null;
        lock (gate)
        {
            failure ??= exception;
            if (--reading == 0 || exception is not OperationCanceledException)
            {
                waiting = taker;
                taker = null;
            }
        }

        if (exception is OperationCanceledException)
        {
            waiting?.TrySetCanceled();
        }
        else
        {
            waiting?.TrySetException(exception);
        }
    }

    /// <summary>A call and its unwritten pages.</summary>
    private sealed class Entry
    {
        private CallPage? first;
        private Queue<CallPage>? others;

        public Entry(Func<CancellationToken, Task<CallPage>>? readPage) => ReadPage = readPage;

        /// <summary>Reads the next page; null if the only page is already here.</summary>
        public Func<CancellationToken, Task<CallPage>>? ReadPage { get; }

        /// <summary>The number of unwritten pages.</summary>
        public int PageCount => (first is null ? 0 : 1) + (others?.Count ?? 0);

        public int PagesRead { get; set; }

        public long Reserved { get; set; }

        public TaskCompletionSource<bool>? Resumed { get; set; }

        public void Add(CallPage page)
        {
            if (PageCount == 0)
            {
                first = page;
                return;
            }

            (others ??= new()).Enqueue(page);
        }

        public CallPage Take()
        {
            var page = first!;
            first = others is { Count: > 0 } ? others.Dequeue() : null;
            return page;
        }
    }
}
