namespace WalmartAuth.Emulator;

/// <summary>The forms in which <c>X-Next-Replenishment-Time</c> has been seen or may come (contract §6).</summary>
public enum ReplenishmentFormat
{
    /// <summary>Milliseconds since 1970; what live use shows.</summary>
    EpochMilliseconds,

    /// <summary>Seconds since 1970.</summary>
    EpochSeconds,

    /// <summary>Seconds from now.</summary>
    DeltaSeconds,

    /// <summary>An ISO-8601 date, UTC.</summary>
    Iso8601,

    /// <summary>Text that means nothing.</summary>
    Garbage,
}
