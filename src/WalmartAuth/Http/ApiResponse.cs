using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Http;

/// <summary>The answer to a call, and how it came about.</summary>
internal sealed class ApiResponse : IDisposable
{
    public ApiResponse(HttpResponseMessage message, ResponseText? text, ApiRequest request, RateLimitHeaders throttle, CancellationTokenSource? lifetime)
    {
        Message = message;
        Text = text;
        Request = request;
        Throttle = throttle;
        this.lifetime = lifetime;
    }

    private readonly CancellationTokenSource? lifetime;

    /// <summary>Status and headers, and the body where it is streamed.</summary>
    public HttpResponseMessage Message { get; }

    /// <summary>The body as text; null where it is streamed.</summary>
    public ResponseText? Text { get; }

    public ApiRequest Request { get; }

    /// <summary>The token that the call bore on its way to the gateway; null for an anonymous call.</summary>
    public AccessToken? Token { get; init; }

    /// <summary>True where another host than the gateway answered: one that a file's address names, or a redirect.</summary>
    public bool IsFromOtherHost { get; init; }

    public RateLimitHeaders Throttle { get; }

    public int StatusCode => (int)Message.StatusCode;

    public void Dispose()
    {
        Message.Dispose();
        lifetime?.Dispose();
    }
}
