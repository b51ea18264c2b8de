using System.Management.Automation;

namespace WalmartAuth;

/// <summary>An answer of Walmart's gateway with what belongs to it (Invoke-WalmartApi -AsResponse).</summary>
public sealed class WalmartResponse
{
    /// <summary>The HTTP status.</summary>
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
}
