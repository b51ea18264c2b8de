using Microsoft.Coyote.Rewriting;

namespace WalmartAuth.ModelTests;

/// <summary>A clock that a scenario sets. Time does not pass by itself, so no wait times out.</summary>
[SkipRewriting("Each of its members is one step of a schedule.")]
internal sealed class ModelClock : IClock
{
    private TimeSpan now = TimeSpan.FromHours(1);

    public TimeSpan Monotonic => now;

    public DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch + now;

    public void Forward(TimeSpan time) => now += time;

    public Task Delay(TimeSpan time, CancellationToken cancellation) => throw new NotSupportedException();

    public CancellationTokenSource CancelAfter(TimeSpan time, CancellationToken cancellation)
    {
        // A linked source would work, but disposing of it waits for a running cancellation, which the scheduler cannot see.
        var source = new CancellationTokenSource();
        cancellation.Register(Cancel, source);
        return source;
    }

    public double NextRandom() => 0;

    private static void Cancel(object? source)
    {
        try
        {
            ((CancellationTokenSource)source!).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The wait has ended.
        }
    }
}
