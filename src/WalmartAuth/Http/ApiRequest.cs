namespace WalmartAuth.Http;

/// <summary>One logical call, however often it is sent.</summary>
internal sealed record ApiRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>The whole address, query included.</summary>
    public required Uri Address { get; init; }

    /// <summary>The path as written, braces and all: together with the method it names the endpoint whose bucket counts.</summary>
    public required string PathTemplate { get; init; }

    public RequestBody? Body { get; init; }

    /// <summary>False where the body can be read only once, so that the call is sent only once.</summary>
    public bool CanReplay => Body is not { CanReplay: false };

    /// <summary>The caller's own headers; they win over the default ones, never over the token.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string? Accept { get; init; }

    /// <summary>One id for the call, the same on every retry (contract §4).</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The time for one attempt.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    public RetryPolicy Retry { get; init; } = new();

    /// <summary>Return a failed answer as it is, after all retries, instead of an error.</summary>
    public bool SkipErrorCheck { get; init; }

    /// <summary>True for an address on another host: fetched with no credential and no Walmart header of any kind (contract §8).</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>
    /// True for the token call: its redirects are not followed, its answer is small, and the headers of API calls mean
    /// nothing to it.
    /// </summary>
    public bool IsTokenRequest { get; init; }

    /// <summary>The file, or an existing folder, to which the body of an answer that succeeded is saved; null to read it as text.</summary>
    public string? SaveTo { get; init; }

    /// <summary>What messages call the path: no query, because a pre-signed one is a secret.</summary>
    public string Path => Address.AbsolutePath;

    /// <summary>Method and path template: what has a request limit of its own.</summary>
    public string Endpoint => $"{Method} {PathTemplate}";

    /// <summary>Where the call goes, for messages.</summary>
    public Gateway? Gateway { get; init; }

    /// <summary>Method, path and, where the call is one to Walmart, program and environment: what messages call it.</summary>
    public string Label => IsAnonymous || Gateway is null ? Target : $"{Target} ({Gateway.DisplayName})";

    /// <summary>Method and path, as an error's target.</summary>
    public string Target => $"{Method} {(IsAnonymous ? Address.Host : "")}{Path}";
}
