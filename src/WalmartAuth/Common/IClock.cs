namespace WalmartAuth.Common;

/// <summary>Time and chance, as the module sees them: one seam, so that tests turn the hands themselves.</summary>
internal interface IClock
{
    /// <summary>A clock that only goes forward; every life and wait is measured on it.</summary>
    TimeSpan Monotonic { get; }

    /// <summary>Wall time, for display and for reading dates in answers.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Waits.</summary>
    Task Delay(TimeSpan time, CancellationToken cancellation);

    /// <summary>A source that is cancelled with the token given, or when the time is over.</summary>
    CancellationTokenSource CancelAfter(TimeSpan time, CancellationToken cancellation);

    /// <summary>A random number from 0 to 1.</summary>
    double NextRandom();
}

/// <summary>Wall times from now on.</summary>
internal static class ClockExtensions
{
    /// <summary>The wall time (UTC) after a while; the end of the calendar where that is beyond it.</summary>
    public static DateTimeOffset UtcAfter(this IClock clock, TimeSpan time)
    {
        var now = clock.UtcNow;
        return time < DateTimeOffset.MaxValue - now ? now + time : DateTimeOffset.MaxValue;
    }
}
