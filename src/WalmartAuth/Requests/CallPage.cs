namespace WalmartAuth.Requests;

/// <summary>What one answer puts out.</summary>
/// <param name="Output">The objects to write, one after the other.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Headers">The answer's headers, each with its values; null where nobody asks for them.</param>
/// <param name="HasMore">True when another page follows.</param>
/// <param name="Warning">What the user should know beside it.</param>
internal sealed record CallPage(IReadOnlyList<object?> Output, int StatusCode, IReadOnlyDictionary<string, string[]>? Headers, bool HasMore, string? Warning = null)
{
    /// <summary>Why the pages after this one cannot be read.</summary>
    public WalmartException? Failure { get; init; }
}
