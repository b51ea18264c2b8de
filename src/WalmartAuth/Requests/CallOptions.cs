using System.Collections;
using WalmartAuth.Http;

namespace WalmartAuth.Requests;

/// <summary>What one Invoke-WalmartApi asks for: made once from its parameters, and the same for each of its inputs.</summary>
internal sealed record CallOptions
{
    public required HttpMethod Method { get; init; }

    /// <summary>The path as given; braces are filled from each input.</summary>
    public required string Path { get; init; }

    public IDictionary? Query { get; init; }

    public object? Body { get; init; }

    public IDictionary? Form { get; init; }

    /// <summary>The full path of the file to send.</summary>
    public string? InFile { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string? Accept { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>Where to save the answer, as given; braces are filled from each input.</summary>
    public string? OutFile { get; init; }

    public bool PassThru { get; init; }

    public OutputFormat Format { get; init; }

    public bool AsResponse { get; init; }

    /// <summary>True to put out failures as responses too, not as errors.</summary>
    public bool AsResult { get; init; }

    public bool SkipErrorCheck { get; init; }

    /// <summary>True to follow the cursor.</summary>
    public bool AllPages { get; init; }

    /// <summary>The most pages to read; null for all of them.</summary>
    public int? MaxPages { get; init; }

    /// <summary>What ends the polling; null for a call that is made once.</summary>
    public PollCondition? Until { get; init; }

    /// <summary>The time between two polls.</summary>
    public TimeSpan PollInterval { get; init; }

    /// <summary>The time for all polls of an input, their waits included.</summary>
    public TimeSpan PollTimeout { get; init; }

    /// <summary>True where the caller wants the answer's headers in a variable.</summary>
    public bool KeepHeaders { get; init; }

    public TimeSpan Timeout { get; init; }

    public RetryPolicy Retry { get; init; } = new();
}

/// <summary>What the body of an answer becomes.</summary>
internal enum OutputFormat
{
    /// <summary>Objects.</summary>
    Object,

    /// <summary>Case-sensitive hashtables.</summary>
    Hashtable,

    /// <summary>The text as it came.</summary>
    Raw,
}
