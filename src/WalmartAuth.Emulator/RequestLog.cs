namespace WalmartAuth.Emulator;

/// <summary>The requests that the emulator received, oldest first. A ring buffer: the oldest records are removed if there are too many.</summary>
public sealed class RequestLog
{
    private const long BodyBudget = 32 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<ReceivedRequest> _records = new();
    private long _bodyChars;
    private long _total;

    /// <summary>False stops recording, for benchmarks; <see cref="Total"/> still counts.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The maximum number of records.</summary>
    public int Capacity { get; set; } = 16_384;

    /// <summary>Requests since the start or the last <see cref="Clear"/>, kept or not.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>The current records.</summary>
    public IReadOnlyList<ReceivedRequest> Snapshot()
    {
        lock (_gate)
        {
            return [.. _records.Select(record => record with { })];
        }
    }

    /// <summary>Counts the records.</summary>
    /// <param name="method">The method, or null for any.</param>
    /// <param name="path">The escaped path without its query, or the beginning of it with a trailing <c>*</c>, or null for any.</param>
    public int Count(string? method = null, string? path = null)
    {
        lock (_gate)
        {
            return _records.Count(record => Matches(record, method, path));
        }
    }

    /// <summary>Removes all records.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _records.Clear();
            _bodyChars = 0;
            Interlocked.Exchange(ref _total, 0);
        }
    }

    internal void Add(RequestContext request)
    {
        Interlocked.Increment(ref _total);
        if (!Enabled)
        {
            return;
        }

        var record = request.Record = ReceivedRequest.Of(request);
        lock (_gate)
        {
            _records.Enqueue(record);
            _bodyChars += record.Body?.Length ?? 0;
            while (_records.Count > Capacity || _bodyChars > BodyBudget)
            {
                _bodyChars -= _records.Dequeue().Body?.Length ?? 0;
            }
        }
    }

    private static bool Matches(ReceivedRequest record, string? method, string? path) =>
        (method is null || record.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (path is null || (path.EndsWith('*')
            ? record.Path.AsSpan().StartsWith(path.AsSpan(0, path.Length - 1), StringComparison.Ordinal)
            : record.Path == path));
}
