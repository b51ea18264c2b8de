using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Http;

/// <summary>The answer to a call, and how it came about.</summary>
internal sealed class ApiResponse : IDisposable
{
    public ApiResponse(HttpResponseMessage message, ResponseText? text, ApiRequest request, RateLimitHeaders throttle)
    {
        Message = message;
        Text = text;
        Request = request;
        Throttle = throttle;
    }

    /// <summary>Status and headers, and the body where it is streamed.</summary>
    public HttpResponseMessage Message { get; }

    /// <summary>The body as text; null where it is streamed.</summary>
    public ResponseText? Text { get; }

    public ApiRequest Request { get; }

    /// <summary>What authorized the request at the gateway; null for an anonymous one.</summary>
    public RequestAuthorization? Authorization { get; init; }

    /// <summary>The file that holds the body; null where it was not saved.</summary>
    public string? SavedFile { get; set; }

    /// <summary>True where another host than the gateway answered: one that a file's address names, or a redirect.</summary>
    public bool IsFromOtherHost { get; init; }

    public RateLimitHeaders Throttle { get; }

    /// <summary>When the attempt that was answered began, on the monotonic clock.</summary>
    public TimeSpan SentAt { get; init; }

    public int StatusCode => (int)Message.StatusCode;

    public void Dispose() => Message.Dispose();
}

/// <summary>A body that was read whole.</summary>
/// <param name="Value">The text.</param>
/// <param name="MediaType">The type the answer claims, without parameters; null where it claims none.</param>
internal sealed record ResponseText(string Value, string? MediaType)
{
    /// <summary>True where the answer claims to be XML.</summary>
    public bool IsXml => MediaType?.EndsWith("xml", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>True where there is nothing but white space.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Value);
}
