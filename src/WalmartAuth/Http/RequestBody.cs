namespace WalmartAuth.Http;

/// <summary>The body of a call, created again for each attempt.</summary>
/// <param name="Create">Makes the content.</param>
/// <param name="CanReplay">False where the content can be read only once, so that the call is never sent a second time.</param>
internal sealed record RequestBody(Func<HttpContent> Create, bool CanReplay = true);
