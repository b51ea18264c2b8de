namespace WalmartAuth.Emulator.Live;

/// <summary>The pending data for one open page. A call is never delayed: if the page is too slow, rows are skipped and counted. The totals are always complete.</summary>
internal sealed class LiveListener
{
    /// <summary>The maximum number of pending rows; simultaneous calls may exceed it by a few.</summary>
    public const int Capacity = 512;

    private const int MostSeconds = 600;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, LiveSecond> _seconds = [];
    private List<LiveCall> _rows = [];
    private int _missed;

    /// <summary>Adds a call to the totals. True if there is room for its row.</summary>
    public bool Count(DateTimeOffset at, string path, int status)
    {
        var second = at.ToUnixTimeSeconds();
        lock (_gate)
        {
            _seconds[second] = _seconds.GetValueOrDefault(second).With(path, status);
            if (_seconds.Count > MostSeconds)
            {
                _seconds.Remove(_seconds.Keys.First());
            }

            if (_rows.Count < Capacity)
            {
                return true;
            }

            _missed++;
            return false;
        }
    }

    /// <summary>Adds the row of a call.</summary>
    public void Add(LiveCall call)
    {
        lock (_gate)
        {
            _rows.Add(call);
        }
    }

    /// <summary>The data since the last time; null for none.</summary>
    public LiveBatch? Take()
    {
        lock (_gate)
        {
            if (_seconds.Count == 0 && _rows.Count == 0)
            {
                return null;
            }

            var batch = new LiveBatch(_rows, [.. _seconds.Select(second => second.Value.At(second.Key))], _missed);
            (_rows, _missed) = ([], 0);
            _seconds.Clear();
            return batch;
        }
    }
}

/// <summary>Calls, and the totals of the seconds in which they arrived.</summary>
/// <param name="Rows">The calls.</param>
/// <param name="Seconds">For each second: its number since 1970, API calls, token requests, 401 and 429.</param>
/// <param name="Missed">The number of calls without a row.</param>
internal sealed record LiveBatch(IReadOnlyList<LiveCall> Rows, IReadOnlyList<long[]> Seconds, int Missed);

/// <summary>The totals of one second.</summary>
internal readonly record struct LiveSecond(int Calls, int Tokens, int Unauthorized, int Throttled)
{
    public LiveSecond With(string path, int status)
    {
        var isToken = path == Endpoints.TokenEndpoints.TokenPath;
        return new(Calls + (isToken ? 0 : 1), Tokens + (isToken ? 1 : 0), Unauthorized + (status == 401 ? 1 : 0), Throttled + (status == 429 ? 1 : 0));
    }

    public long[] At(long second) => [second, Calls, Tokens, Unauthorized, Throttled];
}
