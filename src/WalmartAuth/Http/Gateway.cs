namespace WalmartAuth.Http;

/// <summary>Where calls are sent and which headers they carry: everything about a connection that is not secret.</summary>
internal sealed record Gateway
{
    /// <summary>The session's name, for messages; empty if there is no session.</summary>
    public string SessionName { get; init; } = "";

    /// <summary>The program, for the base address and for messages.</summary>
    public WalmartProgram Program { get; init; } = WalmartProgram.Supplier;

    /// <summary>The environment, for the base address and for messages.</summary>
    public WalmartEnvironment Environment { get; init; } = WalmartEnvironment.Production;

    /// <summary>The market; outside the US it is sent as a header.</summary>
    public WalmartMarket Market { get; init; } = WalmartMarket.US;

    /// <summary>Scheme, host, port and an optional path prefix; always ends in a slash.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>True if the caller specified <see cref="BaseAddress"/> instead of Walmart's own.</summary>
    public bool IsCustomAddress { get; init; }

    /// <summary>Uses the dynamic sandbox (contract §1).</summary>
    public bool DynamicSandbox { get; init; }

    /// <summary>A solution provider's channel type (contract §2).</summary>
    public string? ChannelType { get; init; }

    /// <summary>The seller a solution provider acts for; sent with the grants that need it (contract §2, §9).</summary>
    public string? PartnerId { get; init; }

    /// <summary>Which headers carry the token.</summary>
    public AuthorizationHeader AuthorizationHeader { get; init; } = AuthorizationHeader.Both;

    /// <summary>Program and environment as text, for messages.</summary>
    public string DisplayName => IsCustomAddress
        ? $"{Program}, {Environment}, at {BaseAddress.GetLeftPart(UriPartial.Authority)}"
        : $"{Program}, {Environment}";

    /// <summary>The market as in its header: lower case.</summary>
    public string MarketCode => Market.ToString().ToLowerInvariant();
}
