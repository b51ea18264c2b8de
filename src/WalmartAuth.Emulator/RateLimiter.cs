using System.Collections.Concurrent;
using System.Globalization;
using WalmartAuth.Emulator.Live;

namespace WalmartAuth.Emulator;

/// <summary>A bucket for each account and endpoint, and the headers that report it (contract §6).</summary>
internal sealed class RateLimiter(EmulatorConfiguration configuration, EmulatorClock clock, FaultPlan faults)
{
    private static readonly EndpointLimit Generous = new();
    private readonly ConcurrentDictionary<(string ClientId, Route Route, string? By), TokenBucket> _buckets = new();
    private readonly ConcurrentDictionary<string, EndpointLimit> _limits = new(configuration.Limits, StringComparer.OrdinalIgnoreCase);

    /// <summary>Replaces an endpoint's limit and fills its buckets.</summary>
    public void Set(string key, EndpointLimit limit)
    {
        _limits[key] = limit;
        _buckets.Clear();
    }

    /// <summary>Counts a call, writes the headers, and returns the 429 if the bucket is empty.</summary>
    public Answer? Refuse(RequestContext request, Route route)
    {
        var account = request.Token!.Account;
        var limit = Find(account.Limits, route) ?? Find(_limits, route) ?? Generous;
        var by = limit.By is null ? null : request.Parameter(limit.By);
        var now = clock.Now;
        var key = (account.ClientId, route, by);
        var bucket = _buckets.TryGetValue(key, out var known) ? known : _buckets.GetOrAdd(key, new TokenBucket(limit, now));
        var (taken, left, next) = bucket.Take(now);
        WriteHeaders(request, left, next, now);
        return taken ? null : Empty(route, next - now);
    }

    /// <summary>The buckets that have a limit.</summary>
    public IEnumerable<LiveBucket> Snapshot() => _buckets.Where(bucket => bucket.Value.Limit.Size < Generous.Size).Select(bucket =>
    {
        var (level, at) = bucket.Value.Level;
        return new LiveBucket(bucket.Key.ClientId, bucket.Key.Route.Key, bucket.Key.By, bucket.Value.Limit.Size, bucket.Value.Limit.PerSecond, level, at.ToUnixTimeMilliseconds());
    });

    private static EndpointLimit? Find(IReadOnlyDictionary<string, EndpointLimit> limits, Route route) =>
        limits.GetValueOrDefault(route.Key) ?? limits.GetValueOrDefault(EmulatorConfiguration.AnyEndpoint);

    private static Answer Empty(Route route, TimeSpan wait)
    {
        var answer = new GatewayError(429, "REQUEST_THRESHOLD_VIOLATED.GMP_GATEWAY_API", string.Empty, "Request threshold violated. Please retry after some time.")
        {
            Category = "REQUEST",
        }.ToAnswer();
        return route.SaysRetryAfter ? answer.With("Retry-After", Seconds(wait)) : answer;
    }

    private void WriteHeaders(RequestContext request, int left, DateTimeOffset next, DateTimeOffset now)
    {
        var headers = request.Context.Response.Headers;
        headers[WalmartHeaders.TokenCount] = left.ToString(CultureInfo.InvariantCulture);
        var fault = faults.TryTake(FaultKind.ReplenishmentFormat, request, out var other) ? other : null;
        headers[fault?.Value ?? WalmartHeaders.Replenishment] = Format(fault?.Format ?? ReplenishmentFormat.EpochMilliseconds, next, now);
    }

    private static string Format(ReplenishmentFormat format, DateTimeOffset next, DateTimeOffset now) => format switch
    {
        ReplenishmentFormat.EpochSeconds => ((long)Math.Ceiling(next.ToUnixTimeMilliseconds() / 1000.0)).ToString(CultureInfo.InvariantCulture),
        ReplenishmentFormat.DeltaSeconds => Seconds(next - now),
        ReplenishmentFormat.Iso8601 => next.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ReplenishmentFormat.Garbage => "in a while",
        _ => next.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    };

    private static string Seconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A bucket that refills steadily: 20 an hour means one call every three minutes once it is empty (contract §6).</summary>
internal sealed class TokenBucket(EndpointLimit limit, DateTimeOffset now)
{
    private readonly Lock _gate = new();
    private double _tokens = limit.Size;
    private DateTimeOffset _at = now;

    public EndpointLimit Limit { get; } = limit;

    /// <summary>The number of calls left, and at what time.</summary>
    public (double Left, DateTimeOffset At) Level
    {
        get
        {
            lock (_gate)
            {
                return (_tokens, _at);
            }
        }
    }

    /// <summary>Takes a call from the bucket, if there is one.</summary>
    public (bool Taken, int Left, DateTimeOffset Next) Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now > _at)
            {
                _tokens = Math.Min(Limit.Size, _tokens + ((now - _at).TotalSeconds * Limit.PerSecond));
                _at = now;
            }

            var taken = _tokens >= 1;
            if (taken)
            {
                _tokens--;
            }

            var missing = Math.Floor(_tokens) + 1 - _tokens;
            var wait = Limit.PerSecond > 0 ? Math.Min(missing / Limit.PerSecond, 86_400) : 86_400;
            return (taken, (int)_tokens, now.AddSeconds(wait));
        }
    }
}
