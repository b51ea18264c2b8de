using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>A credential with its place in the token store.</summary>
internal sealed class CredentialLease : IDisposable
{
    private readonly TokenCacheLease lease;
    private readonly TokenClient client;

    public CredentialLease(CredentialProfile profile, TokenGrant stored, TokenGrant grant, TokenCacheLease lease, TokenClient client)
    {
        Profile = profile;
        Stored = stored;
        Grant = grant;
        this.lease = lease;
        this.client = client;
    }

    public CredentialProfile Profile { get; }

    /// <summary>What the source and the settings say; tells whether a later reading found anything new.</summary>
    public TokenGrant Stored { get; }

    /// <summary>What is presented.</summary>
    public TokenGrant Grant { get; }

    public TokenCacheEntry Slot => lease.Slot;

    public Task<AccessToken> GetTokenAsync(TokenRequestMode mode, AccessToken? rejected, CallBudget budget, CancellationToken cancellation) =>
        lease.Slot.GetAsync(mode, rejected, client, budget, cancellation);

    public void Dispose() => lease.Dispose();
}
