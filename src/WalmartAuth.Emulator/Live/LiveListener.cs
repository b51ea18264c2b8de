using System.Threading.Channels;

namespace WalmartAuth.Emulator.Live;

/// <summary>What waits for one open page. A call is never held up: rows that the page is too slow for are left out and counted, the sums are always whole.</summary>
internal sealed class LiveListener
{
    /// <summary>Rows that wait at most.</summary>
    public const int Capacity = 512;

    private const int MostSeconds = 600;

    private readonly Channel<LiveCall> _rows = Channel.CreateBounded<LiveCall>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, LiveSecond> _seconds = [];
    private int _missed;

    public void Offer(LiveCall call)
    {
        var second = call.At / 1000;
        lock (_gate)
        {
            _seconds[second] = _seconds.GetValueOrDefault(second).With(call.Path, call.Status);
            if (_seconds.Count > MostSeconds)
            {
                _seconds.Remove(_seconds.Keys.First());
            }
        }

        if (!_rows.Writer.TryWrite(call))
        {
            Interlocked.Increment(ref _missed);
        }
    }

    /// <summary>What came since the last time; null for nothing.</summary>
    public LiveBatch? Take()
    {
        var missed = Interlocked.Exchange(ref _missed, 0);
        var rows = new List<LiveCall>();
        while (rows.Count < Capacity && _rows.Reader.TryRead(out var call))
        {
            rows.Add(call);
        }

        lock (_gate)
        {
            if (_seconds.Count == 0 && rows.Count == 0)
            {
                return null;
            }

            var batch = new LiveBatch(rows, [.. _seconds.Select(second => second.Value.At(second.Key))], missed);
            _seconds.Clear();
            return batch;
        }
    }
}

/// <summary>Calls, and the sums of the seconds in which they came.</summary>
/// <param name="Rows">The calls.</param>
/// <param name="Seconds">For each second: its number since 1970, API calls, token requests, 401 and 429.</param>
/// <param name="Missed">How many calls have no row.</param>
internal sealed record LiveBatch(IReadOnlyList<LiveCall> Rows, IReadOnlyList<long[]> Seconds, int Missed);

/// <summary>The sums of one second.</summary>
internal readonly record struct LiveSecond(int Calls, int Tokens, int Unauthorized, int Throttled)
{
    public LiveSecond With(string path, int status)
    {
        var isToken = path == Endpoints.TokenEndpoints.TokenPath;
        return new(Calls + (isToken ? 0 : 1), Tokens + (isToken ? 1 : 0), Unauthorized + (status == 401 ? 1 : 0), Throttled + (status == 429 ? 1 : 0));
    }

    public long[] At(long second) => [second, Calls, Tokens, Unauthorized, Throttled];
}
