using WalmartAuth.Common;

namespace WalmartAuth.Tests.Support;

/// <summary>A clock that moves only when a test moves it. Delays end when their time is reached.</summary>
internal sealed class FakeClock : IClock
{
    private readonly object gate = new();
    private readonly List<(TimeSpan Due, TaskCompletionSource Done)> delays = [];
    private readonly List<(TimeSpan Due, CancellationTokenSource Source)> limits = [];
    private readonly List<CancellationTokenSource> made = [];
    private readonly SemaphoreSlim asked = new(0);
    private TimeSpan monotonic = TimeSpan.FromHours(1);

    public TimeSpan Monotonic
    {
        get
        {
            lock (gate)
            {
                return monotonic;
            }
        }
    }

    public DateTimeOffset UtcNow { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The value of <see cref="NextRandom"/>.</summary>
    public double Random { get; set; } = 1;

    /// <summary>If true, a delay moves the clock itself, so that code with waits runs without stopping.</summary>
    public bool AdvancesByItself { get; set; }

    /// <summary>Every requested delay.</summary>
    public List<TimeSpan> Delays { get; } = [];

    /// <summary>The number of time limits that were created and not disposed.</summary>
    public int OpenLimits
    {
        get
        {
            lock (gate)
            {
                return made.Count(IsOpen);
            }
        }
    }

    /// <summary>Moves both the monotonic and the wall clock.</summary>
    public void Advance(TimeSpan time)
    {
        List<TaskCompletionSource> due;
        List<CancellationTokenSource> over;
        lock (gate)
        {
            monotonic += time;
            UtcNow += time;
            due = delays.Where(d => d.Due <= monotonic).Select(d => d.Done).ToList();
            delays.RemoveAll(d => d.Due <= monotonic);
            over = limits.Where(l => l.Due <= monotonic).Select(l => l.Source).ToList();
            limits.RemoveAll(l => l.Due <= monotonic);
        }

        due.ForEach(d => d.TrySetResult());
        foreach (var source in over)
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
            }
        }
    }

    public Task Delay(TimeSpan time, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            Delays.Add(time);
            if (!AdvancesByItself)
            {
                delays.Add((monotonic + time, done));
            }
        }

        if (AdvancesByItself)
        {
            Advance(time);
            return cancellation.IsCancellationRequested ? Task.FromCanceled(cancellation) : Task.CompletedTask;
        }

        cancellation.Register(() => done.TrySetCanceled(cancellation));
        asked.Release();
        return done.Task;
    }

    /// <summary>Waits until this many delays have been requested.</summary>
    public async Task WaitForDelayAsync(int count)
    {
        while (Count() < count)
        {
            Assert.True(await asked.WaitAsync(Patience.Limit), $"Delay {count} was not requested.");
        }

        int Count()
        {
            lock (gate)
            {
                return Delays.Count;
            }
        }
    }

    public CancellationTokenSource CancelAfter(TimeSpan time, CancellationToken cancellation)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        lock (gate)
        {
            limits.Add((monotonic + time, source));
            made.Add(source);
        }

        return source;
    }

    public double NextRandom() => Random;

    private static bool IsOpen(CancellationTokenSource source)
    {
        try
        {
            return source.Token.CanBeCanceled;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
