using System.Management.Automation;

namespace WalmartAuth;

/// <summary>A response from Walmart's gateway with its metadata (Invoke-WalmartApi -AsResponse) or, with -AsResult, why there is none.</summary>
public sealed class WalmartResponse
{
    /// <summary>True if the status is 200 to 299 and the response could be read, and for the 404 that ends a list or means that it is empty.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>The HTTP status; 0 if nothing was sent or there was no response.</summary>
    public required int StatusCode { get; init; }

    /// <summary>The response headers; several values of a header are joined with commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The correlation id that was sent with the call.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The request limit of the endpoint; null if the response does not contain it.</summary>
    public WalmartRateLimit? RateLimit { get; init; }

    /// <summary>The parsed body; null if there was none.</summary>
    public object? Content { get; init; }

    /// <summary>The pipeline object of the call.</summary>
    public PSObject? InputObject { get; init; }

    /// <summary>The name of the session of the call; null if no session was found.</summary>
    public string? Session { get; init; }

    /// <summary>The stable id of the error, see <see cref="WalmartErrorId"/>; null if there was none.</summary>
    public string? ErrorId { get; init; }

    /// <summary>The error's message; null if there was none.</summary>
    public string? Error { get; init; }

    /// <summary>When the call may be retried (UTC), if known.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>With -All and -MaxPages, on the last page: whether every row was read. Null on every other response.</summary>
    public bool? IsComplete { get; init; }
}
