namespace WalmartAuth.ModelTests;

/// <summary>What every copy of the token cache's entry has: the one that ships, and those with a bug.</summary>
internal interface ITokenCacheEntry
{
    AccessToken? Current { get; }

    Task<AccessToken> GetAsync(TokenRequestMode mode, AccessToken? rejected, TokenClient client, CallBudget budget, CancellationToken cancellation);

    void Clear();
}
