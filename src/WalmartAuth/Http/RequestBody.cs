namespace WalmartAuth.Http;

/// <summary>The body of a call, created for each attempt.</summary>
/// <param name="Create">Creates the content.</param>
/// <param name="CanReplay">False if the content can be read only once, so the call is never sent twice.</param>
internal sealed record RequestBody(Func<HttpContent> Create, bool CanReplay = true);
