using System.Collections.Concurrent;
using System.Globalization;

namespace WalmartAuth.Emulator;

/// <summary>A bucket for each account and endpoint, and the headers that tell of it (contract §6).</summary>
internal sealed class Throttle(EmulatorConfiguration configuration, EmulatorClock clock, FaultPlan faults)
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

    /// <summary>Takes a call, writes the headers, and gives the 429 if the bucket is empty.</summary>
    public Answer? Refuse(Exchange exchange, Route route)
    {
        var limit = LimitOf(route);
        var by = limit.By is null ? null : exchange.Parameter(limit.By);
        var now = clock.Now;
        var key = (exchange.Token!.Account.ClientId, route, by);
        var bucket = _buckets.TryGetValue(key, out var known) ? known : _buckets.GetOrAdd(key, new TokenBucket(limit, now));
        var (taken, left, next) = bucket.Take(now);
        WriteHeaders(exchange, left, next, now);
        return taken ? null : Empty(route, next - now);
    }

    private EndpointLimit LimitOf(Route route) =>
        _limits.TryGetValue(route.Key, out var own) ? own
        : _limits.TryGetValue(EmulatorConfiguration.AnyEndpoint, out var any) ? any
        : Generous;

    private static Answer Empty(Route route, TimeSpan wait)
    {
        var answer = new GatewayError(429, "REQUEST_THRESHOLD_VIOLATED.GMP_GATEWAY_API", string.Empty, "Request threshold violated. Please retry after some time.")
        {
            Category = "REQUEST",
        }.ToAnswer();
        return route.SaysRetryAfter ? answer.With("Retry-After", Seconds(wait)) : answer;
    }

    private void WriteHeaders(Exchange exchange, int left, DateTimeOffset next, DateTimeOffset now)
    {
        var headers = exchange.Context.Response.Headers;
        headers[WalmartHeaders.TokenCount] = left.ToString(CultureInfo.InvariantCulture);
        if (faults.TryTake(FaultKind.ReplenishmentFormat, exchange, out var fault))
        {
            headers[fault.Value ?? WalmartHeaders.Replenishment] = Format(fault.Format, next, now);
            return;
        }

        headers[WalmartHeaders.Replenishment] = next.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
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
