namespace WalmartAuth.Emulator;

/// <summary>Something that the gateway does wrong, for some requests and some of the time. Give it to <see cref="FaultPlan"/>.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Only for escaped paths that begin with these segments; null for all. <c>/v3/token</c> takes in <c>/v3/token/detail</c>: add the method.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>Only for this method; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>How often; null for ever.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>How many matching requests go well first.</summary>
    public int After { get; init; }

    /// <summary>The status of <see cref="FaultKind.Status"/> and <see cref="FaultKind.Html"/>.</summary>
    public int StatusCode { get; init; } = 503;

    /// <summary>The body of <see cref="FaultKind.Status"/>; null gives the gateway's error shape for a status of 400 and above, nothing below.</summary>
    public string? Body { get; init; }

    /// <summary>The content type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = Answer.JsonType;

    /// <summary>More headers of <see cref="FaultKind.Status"/>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Milliseconds of <see cref="FaultKind.Latency"/> and <see cref="FaultKind.RetryAfter"/>.</summary>
    public int Milliseconds { get; init; }

    /// <summary>The speed of <see cref="FaultKind.SlowBody"/>.</summary>
    public int BytesPerSecond { get; init; } = 1024;

    /// <summary>What <see cref="Kind"/> says it is.</summary>
    public string? Value { get; init; }

    /// <summary>The form of <see cref="FaultKind.ReplenishmentFormat"/>.</summary>
    public ReplenishmentFormat Format { get; init; }

    /// <summary><see cref="FaultKind.RetryAfter"/> as an HTTP date.</summary>
    public bool AsDate { get; init; }

    /// <summary>A fixed answer.</summary>
    public static Fault Status(int code, string? path = null, string? body = null) =>
        new() { Kind = FaultKind.Status, StatusCode = code, PathPrefix = path, Body = body };

    /// <summary>A fault of a kind that needs no more than a path and a value.</summary>
    public static Fault Of(FaultKind kind, string? path = null, string? value = null) =>
        new() { Kind = kind, PathPrefix = path, Value = value };

    /// <summary>The same fault for ever.</summary>
    public Fault Always() => this with { Times = null };

    internal bool Matches(string method, string path) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (PathPrefix is null || IsBelow(path, PathPrefix));

    private static bool IsBelow(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal)
        && (path.Length == prefix.Length || prefix.EndsWith('/') || path[prefix.Length] == '/');
}
