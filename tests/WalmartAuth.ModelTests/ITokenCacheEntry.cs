namespace WalmartAuth.ModelTests;

/// <summary>The interface of every copy of the cache entry: the one that ships, and those with a bug.</summary>
internal interface ITokenCacheEntry
{
    AccessToken? Current { get; }

    Task<AccessToken> GetAsync(TokenRequestMode mode, AccessToken? rejected, TokenClient client, CallBudget budget, CancellationToken cancellation);

    PendingShare? PendingShare { get; }

    SharingState StartSharing();

    bool TryAdopt(SharedToken shared, Uri issuer);

    bool TryTakePendingShare(PendingShare expected);

    void ReturnPendingShare(PendingShare unwritten);

    void Clear();
}
