namespace WalmartAuth.Errors;

/// <summary>One error response of the gateway, without secrets.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path without its query.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Body">The content of the body.</param>
/// <param name="CorrelationId">The correlation id that was sent.</param>
/// <param name="GatewayName">Program and environment as text, for messages.</param>
/// <param name="RetryAt">When to retry (UTC), if known.</param>
internal sealed record ErrorResponse(string Method, string Path, int StatusCode, ErrorBody Body, string CorrelationId, string GatewayName, DateTimeOffset? RetryAt = null)
{
    /// <summary>True if another host than the gateway responded, such as that of a pre-signed file.</summary>
    public bool IsFromOtherHost { get; init; }

    /// <summary>The time of the responding host, for comparing clocks.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The type of the feed that the call was about: it decides the scope (contract §8).</summary>
    public string? FeedType { get; init; }
}
