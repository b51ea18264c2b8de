using System.Globalization;

namespace WalmartAuth;

/// <summary>What an answer says about the request limit of its endpoint (contract §6).</summary>
public sealed class WalmartRateLimit
{
    /// <summary>Calls left; null where the answer does not say.</summary>
    public long? Remaining { get; init; }

    /// <summary>When there will be more (UTC); null where the answer does not say.</summary>
    public DateTimeOffset? ReplenishedOn { get; init; }

    /// <summary>Both in a few words.</summary>
    public override string ToString() => ReplenishedOn is { } at
        ? SessionMessages.CallsLeft(Remaining, at.UtcDateTime)
        : string.Format(CultureInfo.InvariantCulture, "{0} left", Remaining);
}
