using WalmartAuth.Common;

namespace WalmartAuth.Tokens;

/// <summary>
/// The tokens of the process, each shared by all sessions with the same credential and gateway. A slot lives as long as
/// a session holds it. One whose sessions were dropped without Disconnect stays for the next runspace with the same
/// credential until its token's end, but only so many of them.
/// </summary>
internal sealed class TokenCache
{
    internal const int MaximumOrphans = 64;

    private readonly object gate = new();
    private readonly IClock clock;
    private readonly Dictionary<TokenKey, (TokenCacheEntry Slot, int Leases)> slots = [];
    private readonly LinkedList<TokenKey> orphans = new();

    public TokenCache(IClock clock) => this.clock = clock;

    /// <summary>How many tokens are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return slots.Count;
            }
        }
    }

    /// <summary>Takes hold of the slot of a key, a new one where there is none.</summary>
    public TokenCacheLease Acquire(TokenKey key)
    {
        lock (gate)
        {
            RemoveOrphans();
            var (slot, leases) = slots.TryGetValue(key, out var found) ? found : (new TokenCacheEntry(clock), 0);
            if (leases == 0)
            {
                orphans.Remove(key);
            }

            slots[key] = (slot, leases + 1);
            return new TokenCacheLease(this, key, slot);
        }
    }

    /// <summary>Gives one lease back.</summary>
    /// <param name="key">The slot's key.</param>
    /// <param name="forget">True to drop the token with its last lease; false to keep it for a while.</param>
    internal void Release(TokenKey key, bool forget)
    {
        lock (gate)
        {
            if (!slots.TryGetValue(key, out var found))
            {
                return;
            }

            if (found.Leases > 1)
            {
                slots[key] = (found.Slot, found.Leases - 1);
            }
            else if (forget)
            {
                slots.Remove(key);
                found.Slot.Clear();
            }
            else
            {
                slots[key] = (found.Slot, 0);
                orphans.AddLast(key);
                RemoveOrphans();
            }
        }
    }

    private void RemoveOrphans()
    {
        while (orphans.First is { } oldest && (orphans.Count > MaximumOrphans || IsOver(slots[oldest.Value].Slot)))
        {
            slots[oldest.Value].Slot.Clear();
            slots.Remove(oldest.Value);
            orphans.RemoveFirst();
        }
    }

    private bool IsOver(TokenCacheEntry slot) => slot.Current is not { } token || token.IsExpired(clock.Monotonic);
}
