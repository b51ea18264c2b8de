using System.Globalization;

namespace WalmartAuth;

/// <summary>The request limit of an endpoint, as stated in a response (contract §6).</summary>
public sealed class WalmartRateLimit
{
    /// <summary>The number of calls left; null if the response does not say.</summary>
    public long? Remaining { get; init; }

    /// <summary>When more calls are available (UTC); null if the response does not say.</summary>
    public DateTimeOffset? ReplenishedOn { get; init; }

    /// <summary>Both as short text.</summary>
    public override string ToString() => ReplenishedOn is { } at
        ? SessionMessages.CallsLeft(Remaining, at.UtcDateTime)
        : string.Format(CultureInfo.InvariantCulture, "{0} left", Remaining);
}
