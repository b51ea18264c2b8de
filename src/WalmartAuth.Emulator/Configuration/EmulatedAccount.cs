namespace WalmartAuth.Emulator;

/// <summary>An account that the emulator knows: its credential, where it is good and what it may do (contract §1, §3, §9).</summary>
public sealed record EmulatedAccount
{
    /// <summary>A name for people; it stands in the banner and in the control answers.</summary>
    public required string Name { get; init; }

    /// <summary>The environment whose host accepts the credential.</summary>
    public AccountEnvironment Environment { get; init; }

    /// <summary>The program whose host accepts the credential.</summary>
    public AccountProgram Program { get; init; }

    /// <summary>Markets that the account sells in, in lower case as <c>WM_MARKET</c> carries them.</summary>
    public IReadOnlyList<string> Markets { get; init; } = ["us"];

    /// <summary>The client id; unique among the accounts.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client secret; <see cref="GatewayEmulator.RotateSecret"/> replaces it at run time.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The seller id that <c>WM_PARTNER.ID</c> must carry for the grants of a solution provider.</summary>
    public string PartnerId { get; init; } = "10001000100";

    /// <summary>When set, API calls without this <c>WM_CONSUMER.CHANNEL.TYPE</c> are answered with 403.</summary>
    public string? ChannelType { get; init; }

    /// <summary>Scope to <c>full_access</c>, <c>view_only</c> or <c>no_access</c>. Empty means full access to everything; in a filled map a missing scope means no access.</summary>
    public IReadOnlyDictionary<string, string> Scopes { get; init; } = new Dictionary<string, string>();

    /// <summary>A code of the consent page that can be exchanged once.</summary>
    public string? AuthorizationCode { get; init; }

    /// <summary>The redirect address that the exchange of the code must repeat.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>The refresh token that the exchange gives out and that renews access tokens.</summary>
    public string? RefreshToken { get; init; }
}
