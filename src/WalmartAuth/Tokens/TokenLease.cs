namespace WalmartAuth.Tokens;

/// <summary>One session's hold on a slot of the store. A session that is dropped without Disconnect gives it back when it is collected.</summary>
internal sealed class TokenLease : IDisposable
{
    private readonly TokenStore store;
    private readonly TokenKey key;
    private int released;

    public TokenLease(TokenStore store, TokenKey key, TokenSlot slot)
    {
        this.store = store;
        this.key = key;
        Slot = slot;
    }

    ~TokenLease() => Release(forget: false);

    public TokenSlot Slot { get; }

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
