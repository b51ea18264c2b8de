using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>A fault of the gateway, for some requests and some of the time. Add it to a <see cref="FaultPlan"/>.</summary>
public sealed record Fault
{
    /// <summary>The kind of fault.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Only for escaped paths that start with these segments; null for all. <c>/v3/token</c> includes <c>/v3/token/detail</c>: add the method.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>Only for this method; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>Only for calls with a token of the account of this name; null for all.</summary>
    public string? Account { get; init; }

    /// <summary>How often; null for always.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>How many matching requests succeed first.</summary>
    public int After { get; init; }

    /// <summary>The status of <see cref="FaultKind.Status"/> and <see cref="FaultKind.Html"/>.</summary>
    public int StatusCode { get; init; } = 503;

    /// <summary>The body of <see cref="FaultKind.Status"/>; null means the gateway's error format for a status of 400 and above, and no body otherwise.</summary>
    public string? Body { get; init; }

    /// <summary>The content type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = Answer.JsonType;

    /// <summary>Additional headers of <see cref="FaultKind.Status"/> and <see cref="FaultKind.Deprecation"/>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Milliseconds of <see cref="FaultKind.Latency"/> and <see cref="FaultKind.RetryAfter"/>.</summary>
    public int Milliseconds { get; init; }

    /// <summary>The speed of <see cref="FaultKind.SlowBody"/>.</summary>
    public int BytesPerSecond { get; init; } = 1024;

    /// <summary>What <see cref="Kind"/> says it is.</summary>
    public string? Value { get; init; }

    /// <summary>The format of <see cref="FaultKind.ReplenishmentFormat"/>.</summary>
    public ReplenishmentFormat Format { get; init; }

    /// <summary><see cref="FaultKind.RetryAfter"/> as an HTTP date.</summary>
    public bool AsDate { get; init; }

    /// <summary>A fixed response.</summary>
    public static Fault Status(int code, string? path = null, string? body = null) =>
        new() { Kind = FaultKind.Status, StatusCode = code, PathPrefix = path, Body = body };

    /// <summary>A fault of a kind that needs only a path and a value.</summary>
    public static Fault Of(FaultKind kind, string? path = null, string? value = null) =>
        new() { Kind = kind, PathPrefix = path, Value = value };

    /// <summary>The same fault, always.</summary>
    public Fault Always() => this with { Times = null };

    /// <summary>One fault or a list of faults, from a file or the control address.</summary>
    /// <exception cref="JsonException">These are not faults, or one of them can be used only by a test in the same process.</exception>
    internal static IReadOnlyList<Fault> Parse(JsonElement given)
    {
        var faults = given.ValueKind == JsonValueKind.Array
            ? given.Deserialize<Fault[]>(EmulatorJson.Control)!
            : [given.Deserialize<Fault>(EmulatorJson.Control)!];
        return faults.All(fault => fault.Kind != FaultKind.Hold)
            ? faults
            : throw new JsonException("Hold is for tests in the same process; use Latency.");
    }

    internal bool Matches(RequestContext request) =>
        (Method is null || Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase))
        && (PathPrefix is null || IsBelow(request.Path, PathPrefix))
        && (Account is null || Account == request.AccountName);

    private static bool IsBelow(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal)
        && (path.Length == prefix.Length || prefix.EndsWith('/') || path[prefix.Length] == '/');
}

/// <summary>The formats in which <c>X-Next-Replenishment-Time</c> has been observed or may occur (contract §6).</summary>
public enum ReplenishmentFormat
{
    /// <summary>Milliseconds since 1970, as observed live.</summary>
    EpochMilliseconds,

    /// <summary>Seconds since 1970.</summary>
    EpochSeconds,

    /// <summary>Seconds from now.</summary>
    DeltaSeconds,

    /// <summary>An ISO-8601 date, UTC.</summary>
    Iso8601,

    /// <summary>Meaningless text.</summary>
    Garbage,
}
