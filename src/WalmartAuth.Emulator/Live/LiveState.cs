namespace WalmartAuth.Emulator.Live;

/// <summary>What the page shows in addition to the calls. It contains no clock, so it is sent only when something changes.</summary>
/// <param name="Received">Requests since the start or the last clear.</param>
/// <param name="Settings">The lifetime of new tokens and the clock offset in seconds, latency in milliseconds.</param>
/// <param name="Tokens">The most recently issued tokens.</param>
/// <param name="Buckets">The buckets with a limit, emptiest first.</param>
/// <param name="Faults">The active faults.</param>
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

/// <summary>A fault and how often it was applied.</summary>
internal sealed record LiveFault(Fault Fault, int Hits);
