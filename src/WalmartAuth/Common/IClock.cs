namespace WalmartAuth.Common;

/// <summary>Abstracts time and randomness, so that tests can control them.</summary>
internal interface IClock
{
    /// <summary>A monotonic clock; every lifetime and wait is measured on it.</summary>
    TimeSpan Monotonic { get; }

    /// <summary>Wall time, for display and for dates in responses.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Waits.</summary>
    Task Delay(TimeSpan time, CancellationToken cancellation);

    /// <summary>A source that is cancelled with the token, or when the time is over.</summary>
    CancellationTokenSource CancelAfter(TimeSpan time, CancellationToken cancellation);

    /// <summary>A random number from 0 to 1.</summary>
    double NextRandom();
}

/// <summary>Wall times in the future.</summary>
internal static class ClockExtensions
{
    /// <summary>The wall time (UTC) after a while; the largest date if that is later.</summary>
    public static DateTimeOffset UtcAfter(this IClock clock, TimeSpan time)
    {
        var now = clock.UtcNow;
        return time < DateTimeOffset.MaxValue - now ? now + time : DateTimeOffset.MaxValue;
    }
}
