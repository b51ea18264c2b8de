using System.Text.Json;
using System.Text.Json.Serialization;

namespace WalmartAuth.Emulator;

/// <summary>An account of the emulator: its credential, where the credential is valid and what the account may do (contract §1, §3, §9).</summary>
public sealed record EmulatedAccount : IJsonOnDeserialized
{
    internal static readonly string[] AllMarkets = ["us", "ca", "mx", "cl"];

    /// <summary>A display name, shown in the banner, in control responses and in the recorded requests.</summary>
    public required string Name { get; init; }

    /// <summary>The environment whose host accepts the credential.</summary>
    public AccountEnvironment Environment { get; init; }

    /// <summary>The program whose host accepts the credential.</summary>
    public AccountProgram Program { get; init; }

    /// <summary>The markets of the account, in lower case as in <c>WM_MARKET</c>.</summary>
    public IReadOnlyList<string> Markets { get; init; } = ["us"];

    /// <summary>The client id; unique among the accounts.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client secret; <see cref="GatewayEmulator.RotateSecret"/> replaces it at run time.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>True if the credential is rejected although it is correct, as after a reset in the developer portal.</summary>
    public bool Dead { get; init; }

    /// <summary>The seller id that <c>WM_PARTNER.ID</c> must have for the grants of a solution provider.</summary>
    public string PartnerId { get; init; } = "10001000100";

    /// <summary>When set, API calls without this <c>WM_CONSUMER.CHANNEL.TYPE</c> fail with 403.</summary>
    public string? ChannelType { get; init; }

    /// <summary>Scope to <c>full_access</c>, <c>view_only</c> or <c>no_access</c>. Empty means full access to everything; otherwise, a missing scope means no access.</summary>
    public IReadOnlyDictionary<string, string> Scopes { get; init; } = new Dictionary<string, string>();

    /// <summary>Determines the rows of the account: the ids of its orders, returns and feeds are those of <see cref="SampleData"/> for this number.</summary>
    public int Shop { get; init; }

    /// <summary>The numbers of rows; null for those of the configuration.</summary>
    public SeedSizes? Seeds { get; init; }

    /// <summary>Limits of this account, which override those of the configuration.</summary>
    public IReadOnlyDictionary<string, EndpointLimit> Limits { get; init; } = new Dictionary<string, EndpointLimit>();

    /// <summary>An authorization code that can be exchanged once.</summary>
    public string? AuthorizationCode { get; init; }

    /// <summary>The redirect address that the exchange of the code must repeat.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>The refresh token that the exchange returns and that renews access tokens.</summary>
    public string? RefreshToken { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        var market = Markets.FirstOrDefault(market => !AllMarkets.Contains(market));
        var (scope, level) = Scopes.FirstOrDefault(scope => !AccessLevel.IsKnown(scope.Value));
        var reason =
            Name is null || ClientId is null || ClientSecret is null ? "an account needs name, clientId and clientSecret"
            : ClientId.Length == 0 || ClientId.Contains(':') ? "clientId must not be empty or contain a colon"
            : ClientSecret.Length == 0 ? "clientSecret must not be empty"
            : market is not null ? $"markets: '{market}' is not one of {string.Join(", ", AllMarkets)}"
            : scope is not null ? $"scopes.{scope}: '{level}' is not one of full_access, view_only, no_access"
            : null;
        if (reason is not null)
        {
            throw new JsonException(reason);
        }
    }
}

/// <summary>Where an account's credential is valid (contract §1).</summary>
public enum AccountEnvironment
{
    /// <summary>The live hosts.</summary>
    Production,

    /// <summary>The sandbox host.</summary>
    Sandbox,
}

/// <summary>Which of Walmart's programs an account belongs to (contract §1).</summary>
public enum AccountProgram
{
    /// <summary>Third-party sellers and solution providers.</summary>
    Marketplace,

    /// <summary>First-party, drop-ship and warehouse suppliers.</summary>
    Supplier,
}

/// <summary>The levels of a scope and the scopes of token detail (contract §3).</summary>
internal static class AccessLevel
{
    public const string Full = "full_access";
    public const string View = "view_only";
    public const string None = "no_access";

    public static readonly string[] Scopes =
        ["item", "price", "orders", "inventory", "reports", "returns", "feeds", "content", "lagtime", "shipping", "rules"];

    public static bool IsKnown(string level) => level is Full or View or None;

    public static bool Allows(IReadOnlyDictionary<string, string> scopes, string scope, bool write) =>
        scopes.Count == 0 || (scopes.TryGetValue(scope, out var level) && (level == Full || (level == View && !write)));
}
