using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;

namespace WalmartAuth.Sessions;

/// <summary>What the user asked of a connection. What is null was not asked for, so that a profile or the default decides.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>The session's name, unique among the connected sessions of its runspace.</summary>
    public string SessionName { get; init; } = "";

    /// <summary>The client id, where the session is named after it: another client of the same name is told apart by it.</summary>
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

    /// <summary>The time for one attempt of a token call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The vault through which processes share the access token; null to leave it to the profile.</summary>
    public string? TokenVault { get; init; }

    public SecretText? RefreshToken { get; init; }

    public SecretText? AuthorizationCode { get; init; }

    public Uri? RedirectUri { get; init; }

    /// <summary>True to write a refresh token that Walmart gives out to the secret that was read.</summary>
    public bool SaveRefreshToken { get; init; }

    /// <summary>These settings with the proxy that the profile names, unless a parameter names another.</summary>
    /// <exception cref="WalmartException">InvalidArgument: a seller that is bound to a proxy would be called past it.</exception>
    public ConnectionSettings WithProxyOf(CredentialProfile profile) =>
        Proxy.NoProxy && profile.Proxy is not null
            ? throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.ProfileNamesProxy(profile.Source), target: profile.Source, recommendedAction: SessionMessages.LeaveNoProxyOut)
        : Proxy.NoProxy || Proxy.Address is not null ? this
        : this with { Proxy = new ProxySettings(profile.Proxy, Proxy.Credential ?? profile.ProxyCredential) };
}
