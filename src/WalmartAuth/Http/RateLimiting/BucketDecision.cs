namespace WalmartAuth.Http.RateLimiting;

/// <summary>What a caller who wants to call an endpoint is told.</summary>
/// <param name="Wait">How long to wait before asking again; zero for not at all.</param>
/// <param name="Probing">What to wait for instead: another caller tries the bucket just now.</param>
/// <param name="IsProbe">True for the caller that goes ahead; it must report or abandon.</param>
internal readonly record struct BucketDecision(TimeSpan Wait, Task? Probing, bool IsProbe);
