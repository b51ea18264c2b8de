namespace WalmartAuth.Emulator;

/// <summary>What the emulator received, oldest first. A ring: the oldest records go when there are too many.</summary>
public sealed class RequestLog
{
    private const long BodyBudget = 32 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<RequestEntry> _entries = new();
    private long _bodyBytes;
    private long _total;

    /// <summary>False stops recording, for benchmarks; <see cref="Total"/> goes on counting.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many records are kept at most.</summary>
    public int Capacity { get; set; } = 16_384;

    /// <summary>Requests since the start or the last <see cref="Clear"/>, kept or not.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>The records as they are now.</summary>
    public IReadOnlyList<ReceivedRequest> Snapshot()
    {
        lock (_gate)
        {
            return [.. _entries.Select(entry => entry.ToReceived())];
        }
    }

    /// <summary>Counts the records.</summary>
    /// <param name="method">The method, or null for any.</param>
    /// <param name="path">The escaped path without its query, or the beginning of it with a trailing <c>*</c>, or null for any.</param>
    public int Count(string? method = null, string? path = null)
    {
        lock (_gate)
        {
            return _entries.Count(entry => Matches(entry, method, path));
        }
    }

    /// <summary>Forgets all records.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _bodyBytes = 0;
            Interlocked.Exchange(ref _total, 0);
        }
    }

    internal RequestEntry? Begin(Exchange exchange)
    {
        Interlocked.Increment(ref _total);
        if (!Enabled)
        {
            return null;
        }

        var entry = new RequestEntry(exchange);
        lock (_gate)
        {
            _entries.Enqueue(entry);
            _bodyBytes += entry.KeptBytes;
            while (_entries.Count > Capacity || _bodyBytes > BodyBudget)
            {
                _bodyBytes -= _entries.Dequeue().KeptBytes;
            }
        }

        return entry;
    }

    private static bool Matches(RequestEntry entry, string? method, string? path) =>
        (method is null || entry.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (path is null || (path.EndsWith('*')
            ? entry.Path.AsSpan().StartsWith(path.AsSpan(0, path.Length - 1), StringComparison.Ordinal)
            : entry.Path == path));
}
