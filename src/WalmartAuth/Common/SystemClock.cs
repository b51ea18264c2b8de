using System.Diagnostics;

namespace WalmartAuth.Common;

/// <summary>The machine's own clock.</summary>
internal sealed class SystemClock : IClock
{
    public static readonly SystemClock Instance = new();

    private static readonly double TicksPerStamp = (double)TimeSpan.TicksPerSecond / Stopwatch.Frequency;
    private readonly Random random = new();

    private SystemClock()
    {
    }

    public TimeSpan Monotonic => new((long)(Stopwatch.GetTimestamp() * TicksPerStamp));

    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    public Task Delay(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, cancellation);

    public CancellationTokenSource CancelAfter(TimeSpan time, CancellationToken cancellation)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.CancelAfter(time);
        return source;
    }

    public double NextRandom()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
