namespace WalmartAuth.Http;

/// <summary>One logical call, regardless of the number of attempts.</summary>
internal sealed record ApiRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>The whole address, query included.</summary>
    public required Uri Address { get; init; }

    /// <summary>The path as written, including braces: with the method, it identifies the endpoint and its bucket.</summary>
    public required string PathTemplate { get; init; }

    public RequestBody? Body { get; init; }

    /// <summary>False if the body can be read only once, so the call is sent only once.</summary>
    public bool CanReplay => Body is not { CanReplay: false };

    /// <summary>The caller's own headers; they override the default headers, but never the token.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string? Accept { get; init; }

    /// <summary>One id for the call, the same on every retry (contract §4).</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The time for one attempt.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    public RetryPolicy Retry { get; init; } = new();

    /// <summary>Return an error response unchanged, after all retries, instead of an error.</summary>
    public bool SkipErrorCheck { get; init; }

    /// <summary>True for an address on another host: fetched without a credential and without any Walmart header (contract §8).</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>
    /// True for the token call: its redirects are not followed, its response is small, and it does not use the headers of
    /// API calls.
    /// </summary>
    public bool IsTokenRequest { get; init; }

    /// <summary>The file, or an existing folder, to which the body of a successful response is saved; null to read it as text.</summary>
    public string? SaveTo { get; init; }

    /// <summary>What messages call the path: no query, because a pre-signed one is a secret.</summary>
    public string Path => Address.AbsolutePath;

    /// <summary>Method and path template, which have their own request limit.</summary>
    public string Endpoint => $"{Method} {PathTemplate}";

    /// <summary>Where the call goes, for messages.</summary>
    public Gateway? Gateway { get; init; }

    /// <summary>Method, path and, for a call to Walmart, program and environment: the name of the call in messages.</summary>
    public string Label => IsAnonymous || Gateway is null ? Target : $"{Target} ({Gateway.DisplayName})";

    /// <summary>Method and path, as an error's target.</summary>
    public string Target => $"{Method} {(IsAnonymous ? Address.Host : "")}{Path}";
}
