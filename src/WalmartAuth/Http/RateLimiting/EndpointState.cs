using System.Collections.Concurrent;
using WalmartAuth.Common;

namespace WalmartAuth.Http.RateLimiting;

/// <summary>
/// What a session knows of one endpoint: its bucket, a renewed token that it rejected, and when it ends. While the bucket is empty,
/// calls wait for its replenishment instead of running into a 429; then one call goes ahead as a probe, and the others
/// follow on what its answer says.
/// </summary>
internal sealed class EndpointState
{
    /// <summary>How long a renewed token that was rejected is not renewed again for this endpoint: a gateway that accepts a credential but not its tokens would be asked for one by every call.</summary>
    internal static readonly TimeSpan RejectionMemory = TimeSpan.FromSeconds(30);

    private readonly object gate = new();
    private readonly Memo<bool> rejected = new(RejectionMemory);
    private string? deprecation;
    private TimeSpan? emptyUntil;
    private TaskCompletionSource<bool>? probe;

    /// <summary>What its answers said about its end; null where they said nothing.</summary>
    public string? Deprecation => Volatile.Read(ref deprecation);

    /// <summary>Warns of what an answer says about the endpoint's end, the first time.</summary>
    public void WarnOfDeprecation(ApiResponse response, ICmdletOutput output)
    {
        if (!response.IsFromOtherHost && Deprecation is null
            && DeprecationNotice.Read(response.Message.Headers)?.Describe(response.Request.Endpoint) is { } notice
            && Interlocked.CompareExchange(ref deprecation, notice, null) is null)
        {
            output.Warning(notice);
        }
    }

    /// <summary>Waits until the endpoint may be called. True for the one caller that tries it before the others; it must report or release.</summary>
    /// <exception cref="WalmartException">Throttled or Timeout: the wait is longer than the call may wait. Nothing was sent.</exception>
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

    /// <summary>Records an answer. Only the probe's own lets the others go: a straggler's is older than what is known.</summary>
    public void Report(RateLimitHeaders headers, bool isProbe, TimeSpan now)
    {
        lock (gate)
        {
            if (headers is { IsEmpty: true, Wait: { } time })
            {
                // A later end than one already known stays: answers overtake each other.
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

    /// <summary>The probe got no answer: the next caller may try.</summary>
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

/// <summary>What a caller that wants to call an endpoint is told.</summary>
/// <param name="Wait">How long to wait before asking again; zero for not at all.</param>
/// <param name="Probing">What to wait for instead: the probe of another caller.</param>
/// <param name="IsProbe">True for the caller that goes ahead; it must report or release.</param>
internal readonly record struct BucketDecision(TimeSpan Wait, Task? Probing, bool IsProbe);

/// <summary>The endpoints that a session called: method and path template (contract §6: per seller and per endpoint).</summary>
internal sealed class EndpointMap
{
    // Literal paths (an order number in each) would otherwise add up for ever.
    private const int MaximumEndpoints = 4096;

    private readonly ConcurrentDictionary<Endpoint, EndpointState> known = new();

    /// <summary>The notices of the endpoints that announced their end.</summary>
    public IReadOnlyList<string> Deprecations => known.Values.Select(e => e.Deprecation).OfType<string>().OrderBy(d => d, StringComparer.Ordinal).ToList();

    public EndpointState GetOrAdd(ApiRequest request)
    {
        // Counting locks the whole map, so it is left to new endpoints.
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
