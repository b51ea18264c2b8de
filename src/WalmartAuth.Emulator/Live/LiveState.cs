namespace WalmartAuth.Emulator.Live;

/// <summary>What the page shows beside the calls. It holds no clock, so that it is sent only when something changed.</summary>
/// <param name="Received">Requests since the start or the last time that they were cleared.</param>
/// <param name="Settings">Life of new tokens and clock offset in seconds, latency in milliseconds.</param>
/// <param name="Tokens">The tokens that were issued last.</param>
/// <param name="Buckets">The buckets that have a limit, the emptiest first.</param>
/// <param name="Faults">The faults that are on.</param>
internal sealed record LiveState(long Received, LiveSettings Settings, IReadOnlyList<LiveToken> Tokens, IReadOnlyList<LiveBucket> Buckets, IReadOnlyList<LiveFault> Faults)
{
    private const int MostTokens = 40;
    private const int MostBuckets = 40;

    public static LiveState Of(EmulatorState state) => new(
        state.Received.Total,
        new LiveSettings(state.Settings.TokenLifetime.TotalSeconds, state.Settings.LatencyMs, state.Clock.Offset.TotalSeconds),
        [.. state.Tokens.Latest(MostTokens).Select(token => new LiveToken(
            token.Id, token.Account.Name, token.Host.ToString(), token.IssuedAt.ToUnixTimeMilliseconds(), token.ExpiresAt.ToUnixTimeMilliseconds(), token.IsRevoked))],
        [.. state.Limiter.Snapshot().OrderBy(bucket => bucket.Level / bucket.Size).Take(MostBuckets)],
        [.. state.Faults.Snapshot().Select(planned => new LiveFault(planned.Fault, planned.Hits))]);
}

/// <summary>The settings that can be changed.</summary>
internal sealed record LiveSettings(double TokenLifetimeSeconds, int LatencyMs, double ClockOffsetSeconds);

/// <summary>A token; its times are milliseconds since 1970 by the gateway's clock.</summary>
internal sealed record LiveToken(string Id, string Account, string Site, long Issued, long Expires, bool Revoked);

/// <summary>A bucket and how full it was at a time by the gateway's clock.</summary>
internal sealed record LiveBucket(string ClientId, string Endpoint, string? By, int Size, double PerSecond, double Level, long At);

/// <summary>A fault and how often it struck.</summary>
internal sealed record LiveFault(Fault Fault, int Hits);
