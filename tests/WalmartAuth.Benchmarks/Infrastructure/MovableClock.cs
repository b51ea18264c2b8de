using WalmartAuth.Common;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>The machine's clock, which can be moved forward, so that a token expires without a wait.</summary>
internal sealed class MovableClock : IClock
{
    private long ahead;

    public TimeSpan Monotonic => SystemClock.Instance.Monotonic + new TimeSpan(Interlocked.Read(ref ahead));

    public DateTimeOffset UtcNow => SystemClock.Instance.UtcNow + new TimeSpan(Interlocked.Read(ref ahead));

    public void Forward(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);

    public Task Delay(TimeSpan time, CancellationToken cancellation) => SystemClock.Instance.Delay(time, cancellation);

    public CancellationTokenSource CancelAfter(TimeSpan time, CancellationToken cancellation) => SystemClock.Instance.CancelAfter(time, cancellation);

    public double NextRandom() => SystemClock.Instance.NextRandom();
}
