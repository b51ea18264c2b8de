using System.Management.Automation;

namespace WalmartAuth;

/// <summary>An answer of Walmart's gateway with what belongs to it (Invoke-WalmartApi -AsResponse), or, with -AsResult, why there is none.</summary>
public sealed class WalmartResponse
{
    /// <summary>True where Walmart answered with a status of 200 to 299 and the answer could be read, and for the 404 that ends a list or says that it is empty.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>The HTTP status; 0 where nothing was sent or no answer came.</summary>
    public required int StatusCode { get; init; }

    /// <summary>The answer's headers; several values of one are joined by commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The correlation id that was sent with the call.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>What the answer says about the endpoint's request limit; null where it says nothing.</summary>
    public WalmartRateLimit? RateLimit { get; init; }

    /// <summary>The parsed body; null where there was none.</summary>
    public object? Content { get; init; }

    /// <summary>The pipeline object that the call was made for.</summary>
    public PSObject? InputObject { get; init; }

    /// <summary>The name of the session that the call was made with; null where no session was found for it.</summary>
    public string? Session { get; init; }

    /// <summary>The stable id of the error, see <see cref="WalmartErrorId"/>; null where there was none.</summary>
    public string? ErrorId { get; init; }

    /// <summary>The error's message; null where there was none.</summary>
    public string? Error { get; init; }

    /// <summary>When the call may be retried (UTC), where that is known.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>With -All and -MaxPages, on the last page: whether every row was read. Null on every other response.</summary>
    public bool? IsComplete { get; init; }
}
