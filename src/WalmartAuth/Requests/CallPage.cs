namespace WalmartAuth.Requests;

/// <summary>The output for one response of a call, or why there is none.</summary>
internal sealed record CallPage
{
    /// <summary>The objects to write, in order.</summary>
    public IReadOnlyList<object?> Output { get; init; } = [];

    /// <summary>The HTTP status; 0 if there was no response.</summary>
    public int StatusCode { get; init; }

    /// <summary>The response headers, each with its values; null if the caller did not request them.</summary>
    public IReadOnlyDictionary<string, string[]>? Headers { get; init; }

    /// <summary>True for the last page of its call.</summary>
    public bool IsLast { get; init; } = true;

    /// <summary>A warning to write after the output.</summary>
    public string? Warning { get; init; }

    /// <summary>Why the call failed, or why the following pages cannot be read.</summary>
    public WalmartException? Error { get; init; }

    /// <summary>The memory used by the response text, in bytes.</summary>
    public long Size { get; init; }
}
