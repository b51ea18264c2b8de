namespace WalmartAuth.Tokens;

/// <summary>One session's hold on a slot of the store. A session that is dropped without Disconnect gives it back when it is collected.</summary>
internal sealed class TokenCacheLease : IDisposable
{
    private readonly TokenCache store;
    private readonly TokenKey key;
    private int released;

    public TokenCacheLease(TokenCache store, TokenKey key, TokenCacheEntry slot)
    {
        this.store = store;
        this.key = key;
        Slot = slot;
    }

    ~TokenCacheLease() => Release(forget: false);

    public TokenCacheEntry Slot { get; }

    /// <summary>Gives the slot back; with the last lease of a slot its token is forgotten.</summary>
    public void Dispose()
    {
        Release(forget: true);
        GC.SuppressFinalize(this);
    }

    private void Release(bool forget)
    {
        if (Interlocked.Exchange(ref released, 1) == 0)
        {
            store.Release(key, forget);
        }
    }
}
