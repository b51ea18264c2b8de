namespace WalmartAuth.Emulator;

/// <summary>An endpoint: its address, the requirements for a request, and its handler.</summary>
internal sealed class Route(string method, string template, Func<RequestContext, Answer> handler)
{
    /// <summary>Content types of calls whose OpenAPI lists XML first; a client generated from it sends JSON with that type.</summary>
    public static readonly string[] JsonOrXml = ["application/json", "application/xml"];

    private static readonly HostKind[] ApiHosts = [HostKind.Marketplace, HostKind.Supplier, HostKind.Sandbox];
    private static readonly HostKind[] AllHosts = [.. ApiHosts, HostKind.Files];

    public string Method { get; } = method;

    public string Template { get; } = template;

    public Func<RequestContext, Answer> Handler { get; } = handler;

    /// <summary>The key of its limit in the configuration.</summary>
    public string Key { get; } = $"{method} {template}";

    public IReadOnlyList<HostKind> Hosts { get; init; } = ApiHosts;

    /// <summary>False for the token call and for calls that are not Walmart's.</summary>
    public bool NeedsToken { get; init; } = true;

    /// <summary>The scope that it requires; null for none.</summary>
    public string? Scope { get; init; }

    /// <summary>The scope, if it depends on the request, as a feed's depends on its type.</summary>
    public Func<RequestContext, string>? ScopeOf { get; init; }

    /// <summary>The media types of its responses, for the Accept header; empty if the handler decides.</summary>
    public string Produces { get; init; } = "application/json";

    /// <summary>Whether it accepts <c>*/*</c> (contract §4).</summary>
    public bool TakesAnyAccept { get; init; } = true;

    /// <summary>The content types of its body; empty for anything.</summary>
    public IReadOnlyList<string> Consumes { get; init; } = ["application/json"];

    /// <summary>Whether an empty body also needs a content type (contract §8, reports).</summary>
    public bool NeedsContentType { get; init; }

    /// <summary>Whether its 429 carries Retry-After, as documented for feed posts (contract §6).</summary>
    public bool SaysRetryAfter { get; init; }

    /// <summary>Part of the control address: not recorded, and not affected by faults.</summary>
    public bool IsControl { get; init; }

    /// <summary>Whether it needs more than <c>view_only</c>.</summary>
    public bool IsWrite { get; init; } = method != "GET";

    /// <summary>A helper of the emulator, on every host and without a token.</summary>
    public static Route Helper(string method, string template, Func<RequestContext, Answer> handler, bool control = false) =>
        new(method, template, handler)
        {
            Hosts = AllHosts,
            NeedsToken = false,
            Produces = string.Empty,
            Consumes = [],
            IsControl = control,
        };
}

/// <summary>A group of routes that share their data.</summary>
internal interface IEndpoints
{
    IEnumerable<Route> Routes { get; }
}
