namespace WalmartAuth.Http;

/// <summary>The counters of a session; thread-safe.</summary>
internal sealed class SessionCounters
{
    private long tokenRequests;
    private long backgroundRenewals;
    private long cacheHits;
    private long sharedTokenHits;
    private long apiCalls;
    private long retries;
    private long throttleWaits;

    public long TokenRequests => Interlocked.Read(ref tokenRequests);

    public long BackgroundRenewals => Interlocked.Read(ref backgroundRenewals);

    public long CacheHits => Interlocked.Read(ref cacheHits);

    public long SharedTokenHits => Interlocked.Read(ref sharedTokenHits);

    public long ApiCalls => Interlocked.Read(ref apiCalls);

    public long Retries => Interlocked.Read(ref retries);

    public long ThrottleWaits => Interlocked.Read(ref throttleWaits);

    public void CountTokenRequest() => Interlocked.Increment(ref tokenRequests);

    public void CountBackgroundRenewal() => Interlocked.Increment(ref backgroundRenewals);

    public void CountCacheHit() => Interlocked.Increment(ref cacheHits);

    public void CountSharedTokenHit() => Interlocked.Increment(ref sharedTokenHits);

    public void CountApiCall() => Interlocked.Increment(ref apiCalls);

    public void CountRetry() => Interlocked.Increment(ref retries);

    public void CountThrottleWait() => Interlocked.Increment(ref throttleWaits);
}
