using System.Collections;
using WalmartAuth.Http;

namespace WalmartAuth.Requests;

/// <summary>The options of one Invoke-WalmartApi: read once from its parameters, and the same for all inputs.</summary>
internal sealed record CallOptions
{
    public required HttpMethod Method { get; init; }

    /// <summary>The path as specified; braces are filled from each input.</summary>
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

    /// <summary>Where to save the response, as specified; braces are filled from each input.</summary>
    public string? OutFile { get; init; }

    public bool PassThru { get; init; }

    public OutputFormat Format { get; init; }

    public bool AsResponse { get; init; }

    /// <summary>True to write failures as responses, not as errors.</summary>
    public bool AsResult { get; init; }

    public bool SkipErrorCheck { get; init; }

    /// <summary>True to follow the cursor.</summary>
    public bool AllPages { get; init; }

    /// <summary>The maximum number of pages to read; null for all of them.</summary>
    public int? MaxPages { get; init; }

    /// <summary>What ends the polling; null for a call that is made once.</summary>
    public PollCondition? Until { get; init; }

    /// <summary>The time between two polls.</summary>
    public TimeSpan PollInterval { get; init; }

    /// <summary>The time limit for all polls of an input, including waits.</summary>
    public TimeSpan PollTimeout { get; init; }

    /// <summary>True if the caller wants the response headers in a variable.</summary>
    public bool KeepHeaders { get; init; }

    public TimeSpan Timeout { get; init; }

    public RetryPolicy Retry { get; init; } = new();
}

/// <summary>The output format of a response body.</summary>
internal enum OutputFormat
{
    /// <summary>Objects.</summary>
    Object,

    /// <summary>Case-sensitive hashtables.</summary>
    Hashtable,

    /// <summary>The unchanged text.</summary>
    Raw,
}
