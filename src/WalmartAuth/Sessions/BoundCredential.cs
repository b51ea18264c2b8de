using WalmartAuth.Http;
using WalmartAuth.Secrets;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>A credential with its place in the token store.</summary>
internal sealed class BoundCredential : IDisposable
{
    private readonly TokenLease lease;
    private readonly TokenAsker asker;

    public BoundCredential(CredentialProfile profile, TokenGrant stored, TokenGrant grant, TokenLease lease, TokenAsker asker)
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

    public TokenSlot Slot => lease.Slot;

    public Task<AccessToken> AskAsync(TokenNeed need, AccessToken? rejected, IActivity activity, CancellationToken cancellation) =>
        lease.Slot.GetAsync(need, rejected, asker, activity, cancellation);

    public void Dispose() => lease.Dispose();
}
