using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>A credential in use: its grant and its entry in the token cache.</summary>
internal sealed class CredentialLease : IDisposable
{
    private readonly TokenCacheLease cached;
    private readonly TokenClient client;
    private readonly bool ownsRefreshToken;

    /// <param name="context">The process's clock, connections and tokens.</param>
    /// <param name="settings">The settings of the connection.</param>
    /// <param name="gateway">The gateway of the session.</param>
    /// <param name="counters">Counts the session's token requests.</param>
    /// <param name="profile">The credential.</param>
    /// <param name="previous">The credential that it replaces, whose refresh token it keeps; null for the first one.</param>
    public CredentialLease(ModuleContext context, ConnectionSettings settings, Gateway gateway, SessionCounters counters, CredentialProfile profile, CredentialLease? previous = null)
    {
        Profile = profile;
        Stored = GatewayResolver.Grant(settings, profile, gateway);
        Grant = previous is null ? Stored : CarryOverRefreshToken(previous, Stored);
        ownsRefreshToken = Grant.RefreshToken != settings.RefreshToken;
        client = new TokenClient(context.Handlers.Get(settings.Proxy), gateway, Grant, context.Clock, settings.Timeout, counters);
        cached = context.Tokens.Acquire(TokenKey.Compute(gateway, Grant));
        if ((settings.TokenVault ?? profile.TokenVault) is { } vault)
        {
            Sharing = new TokenSharing(new VaultTokenStore(vault), gateway, Grant, cached.Entry, client, context.Clock, previous?.Sharing);
        }
    }

    public CredentialProfile Profile { get; }

    /// <summary>The grant from the source and the settings; shows whether a new read found a change.</summary>
    public TokenGrant Stored { get; }

    /// <summary>The current grant.</summary>
    public TokenGrant Grant { get; }

    public TokenCacheEntry Entry => cached.Entry;

    /// <summary>The sharing of its tokens with other processes; null if no vault is specified.</summary>
    public TokenSharing? Sharing { get; }

    public Task<AccessToken> GetTokenAsync(TokenRequestMode mode, AccessToken? rejected, CallBudget budget, IVaultHost? vault, CancellationToken cancellation) => Sharing is null || vault is null
        ? cached.Entry.GetAsync(mode, rejected, client, budget, cancellation)
        : Sharing.GetAsync(mode, rejected, budget, vault, cancellation);

    /// <summary>Releases the cache entry; after its last user, its token is removed. The credential can be used again.</summary>
    public void Release() => cached.Dispose();

    /// <summary>Releases the cache entry and clears the credential.</summary>
    public void Dispose()
    {
        Release();
        Grant.Credential.Secret.Dispose();
        if (ownsRefreshToken)
        {
            Grant.RefreshToken?.Dispose();
        }
    }

    // A code is used up, and a response may have replaced the refresh token since, so a new secret continues with the newest one.
    private static TokenGrant CarryOverRefreshToken(CredentialLease previous, TokenGrant stored)
    {
        var isSameConsent = stored.Credential.ClientId == previous.Stored.Credential.ClientId
            && (stored with { Credential = previous.Stored.Credential }).Matches(previous.Stored);
        var newest = previous.Entry.NewestRefreshToken ?? previous.Grant.RefreshToken;
        return isSameConsent && newest is not null
            ? stored with { Type = GrantType.RefreshToken, Code = null, RedirectUri = null, RefreshToken = new SecretText(newest.Reveal()) }
            : stored;
    }
}
