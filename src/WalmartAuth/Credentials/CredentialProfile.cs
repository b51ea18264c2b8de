using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Credentials;

/// <summary>A credential and what was stored beside it. What is null was not stored.</summary>
internal sealed record CredentialProfile(ClientCredential Credential)
{
    /// <summary>An access token instead of the credential, which is empty then.</summary>
    public SuppliedToken? Token { get; init; }

    public WalmartEnvironment? Environment { get; init; }

    public WalmartMarket? Market { get; init; }

    public WalmartProgram? Program { get; init; }

    public string? ChannelType { get; init; }

    public string? PartnerId { get; init; }

    public SecretText? RefreshToken { get; init; }

    /// <summary>The address to call instead of Walmart's own; the allow-list of -BaseUri applies to it.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>True where -AllowUntrustedHost does not widen that list: who can set a variable must not be able to have the secret beside it sent elsewhere.</summary>
    public bool RequiresTrustedHost { get; init; }

    /// <summary>The proxy that all calls go through.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The secret with the proxy's user and password.</summary>
    public string? ProxySecretName { get; init; }

    /// <summary>What the secret of <see cref="ProxySecretName"/> holds.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>The vault through which processes share the access token.</summary>
    public string? TokenVault { get; init; }

    /// <summary>Where it came from, in words: "secret 'Walmart' of vault 'Local'".</summary>
    public string Source { get; init; } = "";

    /// <summary>The name of the secret it came from; null where it did not come from a vault.</summary>
    public string? SecretName { get; init; }

    /// <summary>The vault it came from, where one was named.</summary>
    public string? Vault { get; init; }

    public override string ToString() => Source;
}

/// <summary>An access token that the user supplies, and when it expires (UTC), where that is known.</summary>
internal sealed record SuppliedToken(SecretText Value, DateTimeOffset? ExpiresOn)
{
    public override string ToString() => "supplied token";
}
