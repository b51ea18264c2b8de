using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;

namespace WalmartAuth.Sessions;

/// <summary>The settings of a connection from its parameters. A null value was not specified, so the profile or the default applies.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>The session's name, unique among the connected sessions of its runspace.</summary>
    public string SessionName { get; init; } = "";

    /// <summary>The client id, if the session is named after it, to distinguish another client with the same name.</summary>
    public string? ClientId { get; init; }

    public WalmartProgram? Program { get; init; }

    public WalmartEnvironment? Environment { get; init; }

    public WalmartMarket? Market { get; init; }

    public bool DynamicSandbox { get; init; }

    public string? ChannelType { get; init; }

    public string? PartnerId { get; init; }

    public Uri? BaseUri { get; init; }

    public bool AllowUntrustedHost { get; init; }

    public AuthorizationHeader AuthorizationHeader { get; init; } = AuthorizationHeader.Both;

    public ProxySettings Proxy { get; init; } = ProxySettings.Default;

    /// <summary>The time limit for one attempt of a token request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The vault through which processes share the access token; null to use the profile's.</summary>
    public string? TokenVault { get; init; }

    public SecretText? RefreshToken { get; init; }

    public SecretText? AuthorizationCode { get; init; }

    public Uri? RedirectUri { get; init; }

    /// <summary>True to write a refresh token that Walmart issues to the secret that was read.</summary>
    public bool SaveRefreshToken { get; init; }

    /// <summary>These settings with the profile's proxy, unless a parameter specifies another.</summary>
    /// <exception cref="WalmartException">InvalidArgument: a seller with a proxy would be called without it.</exception>
    public ConnectionSettings WithProxyOf(CredentialProfile profile) =>
        Proxy.NoProxy && profile.Proxy is not null
            ? throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.ProfileNamesProxy(profile.Source), target: profile.Source, recommendedAction: SessionMessages.LeaveNoProxyOut)
        : Proxy.NoProxy || Proxy.Address is not null ? this
        : this with { Proxy = new ProxySettings(profile.Proxy, Proxy.Credential ?? profile.ProxyCredential) };
}
