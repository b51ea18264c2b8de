using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Http;

/// <summary>The response to a call, with its context.</summary>
internal sealed class ApiResponse : IDisposable
{
    public ApiResponse(HttpResponseMessage message, ResponseText? text, ApiRequest request, RateLimitHeaders throttle)
    {
        Message = message;
        Text = text;
        Request = request;
        Throttle = throttle;
    }

    /// <summary>Status and headers, and the body if it is streamed.</summary>
    public HttpResponseMessage Message { get; }

    /// <summary>The body as text; null if it is streamed.</summary>
    public ResponseText? Text { get; }

    public ApiRequest Request { get; }

    /// <summary>What authorized the request at the gateway; null for an anonymous one.</summary>
    public RequestAuthorization? Authorization { get; init; }

    /// <summary>The file that contains the body; null if it was not saved.</summary>
    public string? SavedFile { get; set; }

    /// <summary>True if another host than the gateway responded: the host of a file's address, or the target of a redirect.</summary>
    public bool IsFromOtherHost { get; init; }

    public RateLimitHeaders Throttle { get; }

    /// <summary>When the successful attempt started, on the monotonic clock.</summary>
    public TimeSpan SentAt { get; init; }

    public int StatusCode => (int)Message.StatusCode;

    public void Dispose() => Message.Dispose();
}

/// <summary>A body that was read completely.</summary>
/// <param name="Value">The text.</param>
/// <param name="MediaType">The media type of the response, without parameters; null if it has none.</param>
internal sealed record ResponseText(string Value, string? MediaType)
{
    /// <summary>True if the media type is XML.</summary>
    public bool IsXml => MediaType?.EndsWith("xml", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>True if there is only white space.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Value);
}
