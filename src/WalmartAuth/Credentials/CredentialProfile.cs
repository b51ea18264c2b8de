using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Credentials;

/// <summary>A credential and the values that were stored with it. A null value was not stored.</summary>
internal sealed record CredentialProfile(ClientCredential Credential)
{
    /// <summary>An access token instead of the credential, which is then empty.</summary>
    public SuppliedToken? Token { get; init; }

    public WalmartEnvironment? Environment { get; init; }

    public WalmartMarket? Market { get; init; }

    public WalmartProgram? Program { get; init; }

    public string? ChannelType { get; init; }

    public string? PartnerId { get; init; }

    public SecretText? RefreshToken { get; init; }

    /// <summary>The address to call instead of Walmart's own; the allow-list of -BaseUri applies to it.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>True if -AllowUntrustedHost does not extend that list: someone who can set a variable must not be able to redirect the secret.</summary>
    public bool RequiresTrustedHost { get; init; }

    /// <summary>The proxy for all calls.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The name of the secret with the proxy's user name and password.</summary>
    public string? ProxySecretName { get; init; }

    /// <summary>The content of the secret <see cref="ProxySecretName"/>.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>The vault through which processes share the access token.</summary>
    public string? TokenVault { get; init; }

    /// <summary>The source as text: "secret 'Walmart' of vault 'Local'".</summary>
    public string Source { get; init; } = "";

    /// <summary>The name of the secret; null if the profile did not come from a vault.</summary>
    public string? SecretName { get; init; }

    /// <summary>The vault, if one was specified.</summary>
    public string? Vault { get; init; }

    public override string ToString() => Source;
}

/// <summary>An access token that the user supplies, and when it expires (UTC), if known.</summary>
internal sealed record SuppliedToken(SecretText Value, DateTimeOffset? ExpiresOn)
{
    public override string ToString() => "supplied token";
}
