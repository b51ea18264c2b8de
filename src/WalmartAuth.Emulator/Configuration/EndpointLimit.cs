namespace WalmartAuth.Emulator;

/// <summary>A token bucket (contract §6).</summary>
public sealed record EndpointLimit
{
    /// <summary>How many calls a full bucket allows at once; at least 1.</summary>
    public int Size { get; init; } = 1_000_000;

    /// <summary>How many calls come back each second; may be a fraction, 0 for never.</summary>
    public double PerSecond { get; init; } = 1_000_000;

    /// <summary>A query parameter that splits the bucket, as report requests are counted for each <c>reportType</c>.</summary>
    public string? By { get; init; }
}
