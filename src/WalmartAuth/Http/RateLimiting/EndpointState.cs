using System.Collections.Concurrent;
using WalmartAuth.Common;

namespace WalmartAuth.Http.RateLimiting;

/// <summary>
/// What a session knows about one endpoint: its bucket, a renewed token that it rejected, and its deprecation. While the bucket is empty,
/// calls wait for its replenishment instead of running into a 429. Then one call is sent as a probe, and the others
/// follow, depending on its response.
/// </summary>
internal sealed class EndpointState
{
    /// <summary>How long a rejected new token is not renewed for this endpoint. Otherwise, if a gateway accepts a credential but not its tokens, every call would request a token.</summary>
    internal static readonly TimeSpan RejectionMemory = TimeSpan.FromSeconds(30);

    private readonly object gate = new();
    private readonly Memo<bool> rejected = new(RejectionMemory);
    private string? deprecation;
    private TimeSpan? emptyUntil;
    private TaskCompletionSource<bool>? probe;

    /// <summary>The deprecation notice in its responses; null if there is none.</summary>
    public string? Deprecation => Volatile.Read(ref deprecation);

    /// <summary>Warns about the endpoint's deprecation, the first time.</summary>
    public void WarnOfDeprecation(ApiResponse response, ICmdletOutput output)
    {
        if (!response.IsFromOtherHost && Deprecation is null
            && DeprecationNotice.Read(response.Message.Headers)?.Describe(response.Request.Endpoint) is { } notice
            && Interlocked.CompareExchange(ref deprecation, notice, null) is null)
        {
            output.Warning(notice);
        }
    }

    /// <summary>Waits until the endpoint may be called. True for the caller that is the probe; it must report or release.</summary>
    /// <exception cref="WalmartException">Throttled or Timeout: the wait exceeds what the call may wait. Nothing was sent.</exception>
    public async Task<bool> EnterAsync(ApiRequest request, CallBudget budget, IClock clock, SessionCounters counters, CancellationToken cancellation)
    {
        while (true)
        {
            var decision = TryEnter(clock.Monotonic);
            if (decision.Probing is not null)
            {
                await budget.WaitForOtherAsync(decision.Probing, () => ProbeTooSlow(request), cancellation).ConfigureAwait(false);
            }
            else if (decision.Wait == TimeSpan.Zero)
            {
                return decision.IsProbe;
            }
            else if (!budget.CanWait(decision.Wait))
            {
                throw budget.CreateExceededError(request, decision.Wait);
            }
            else
            {
                counters.CountThrottleWait();
                await budget.WaitAsync(decision.Wait, HttpMessages.RequestLimitReason(request.Endpoint), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a caller may call at this monotonic time.</summary>
    public BucketDecision TryEnter(TimeSpan now)
    {
        lock (gate)
        {
            if (emptyUntil is not { } until)
            {
                return default;
            }

            if (until > now)
            {
                return new BucketDecision(until - now, null, false);
            }

            if (probe is not null)
            {
                return new BucketDecision(TimeSpan.Zero, probe.Task, false);
            }

            probe = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return new BucketDecision(TimeSpan.Zero, null, true);
        }
    }

    /// <summary>Records a response. Only the probe's response releases the others; a late response is older than the known state.</summary>
    public void Report(RateLimitHeaders headers, bool isProbe, TimeSpan now)
    {
        lock (gate)
        {
            if (headers is { IsEmpty: true, Wait: { } time })
            {
                // A later end that is already known stays, because responses can arrive out of order.
                emptyUntil = emptyUntil is { } known && known > now + time ? known : now + time;
            }
            else if (isProbe && emptyUntil <= now)
            {
                emptyUntil = null;
            }

            if (isProbe)
            {
                EndProbe();
            }
        }
    }

    /// <summary>The probe got no response: the next caller may try.</summary>
    public void ReleaseProbe()
    {
        lock (gate)
        {
            EndProbe();
        }
    }

    /// <summary>Records that the endpoint rejected a token that had just been renewed.</summary>
    public void RecordRejection(RequestAuthorization renewed, TimeSpan now) => rejected.Store(renewed, true, now);

    /// <summary>True for a renewed token that the endpoint rejected a moment ago.</summary>
    public bool HasRejected(RequestAuthorization authorization, TimeSpan now) => rejected.TryGet(authorization, now, out _);

    private static WalmartException ProbeTooSlow(ApiRequest request) =>
        new(WalmartErrorId.Timeout, HttpMessages.ProbeGotNoAnswer(request.Label), target: request.Target);

    private void EndProbe()
    {
        probe?.TrySetResult(true);
        probe = null;
    }
}

/// <summary>The decision for a caller of an endpoint.</summary>
/// <param name="Wait">How long to wait before asking again; zero for not at all.</param>
/// <param name="Probing">The probe of another caller, to wait for instead.</param>
/// <param name="IsProbe">True for the caller that is the probe; it must report or release.</param>
internal readonly record struct BucketDecision(TimeSpan Wait, Task? Probing, bool IsProbe);

/// <summary>The endpoints that a session called: method and path template (contract §6: per seller and per endpoint).</summary>
internal sealed class EndpointMap
{
    // Literal paths (with an order number in each) would otherwise accumulate without limit.
    private const int MaximumEndpoints = 4096;

    private readonly ConcurrentDictionary<Endpoint, EndpointState> known = new();

    /// <summary>The deprecation notices of the endpoints.</summary>
    public IReadOnlyList<string> Deprecations => known.Values.Select(e => e.Deprecation).OfType<string>().OrderBy(d => d, StringComparer.Ordinal).ToList();

    public EndpointState GetOrAdd(ApiRequest request)
    {
        // Counting locks the whole map, so it is done only for new endpoints.
        var endpoint = new Endpoint(request.Method, request.PathTemplate);
        if (known.TryGetValue(endpoint, out var found))
        {
            return found;
        }

        if (known.Count > MaximumEndpoints)
        {
            known.Clear();
        }

        return known.GetOrAdd(endpoint, _ => new EndpointState());
    }

    private readonly record struct Endpoint(HttpMethod Method, string PathTemplate)
    {
        public bool Equals(Endpoint other) => Method == other.Method && string.Equals(PathTemplate, other.PathTemplate, StringComparison.OrdinalIgnoreCase);

        public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(PathTemplate);
    }
}
