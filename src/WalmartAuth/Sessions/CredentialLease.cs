using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>A credential with its place in the token store.</summary>
internal sealed class CredentialLease : IDisposable
{
    private readonly TokenCacheLease lease;
    private readonly TokenAsker asker;

    public CredentialLease(CredentialProfile profile, TokenGrant stored, TokenGrant grant, TokenCacheLease lease, TokenAsker asker)
    {
        Profile = profile;
        Stored = stored;
        Grant = grant;
        this.lease = lease;
        this.asker = asker;
    }

    public CredentialProfile Profile { get; }

    /// <summary>What the source and the settings say; tells whether a later reading found anything new.</summary>
    public TokenGrant Stored { get; }

    /// <summary>What is presented.</summary>
    public TokenGrant Grant { get; }

    public TokenCacheEntry Slot => lease.Slot;

    public Task<AccessToken> AskAsync(TokenRequestMode need, AccessToken? rejected, ICmdletOutput output, CancellationToken cancellation) =>
        lease.Slot.GetAsync(need, rejected, asker, output, cancellation);

    public void Dispose() => lease.Dispose();
}
