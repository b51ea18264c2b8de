namespace WalmartAuth.Requests;

/// <summary>What one answer of a call puts out, or why there is none.</summary>
internal sealed record CallPage
{
    /// <summary>The objects to write, one after the other.</summary>
    public IReadOnlyList<object?> Output { get; init; } = [];

    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int StatusCode { get; init; }

    /// <summary>The answer's headers, each with its values; null where the caller did not ask for them.</summary>
    public IReadOnlyDictionary<string, string[]>? Headers { get; init; }

    /// <summary>True for the last page of its call.</summary>
    public bool IsLast { get; init; } = true;

    /// <summary>What the user should know, after the output.</summary>
    public string? Warning { get; init; }

    /// <summary>Why the call failed, or why the pages after this one cannot be read.</summary>
    public WalmartException? Error { get; init; }

    /// <summary>The memory that the answer's text takes, in bytes.</summary>
    public long Size { get; init; }
}
