using WalmartAuth.Common;

namespace WalmartAuth.Tokens;

/// <summary>
/// The tokens of the process, each shared by all sessions with the same credential and gateway. Disconnecting the last
/// of them removes the token. If sessions were dropped without Disconnect, the token stays for the next
/// session until it expires, up to a maximum number of tokens.
/// </summary>
internal sealed class TokenCache
{
    /// <summary>The maximum number of unused tokens.</summary>
    internal const int MaximumUnused = 64;

    private readonly object gate = new();
    private readonly IClock clock;
    private readonly Dictionary<TokenKey, CachedEntry> entries = [];
    private int cleanUpAt = MaximumUnused;

    public TokenCache(IClock clock) => this.clock = clock;

    /// <summary>The number of cached tokens.</summary>
    internal int Count
    {
        get
        {
            lock (gate)
            {
                RemoveUnused();
                return entries.Count;
            }
        }
    }

    /// <summary>Acquires the entry of a key; creates it if there is none.</summary>
    public TokenCacheLease Acquire(TokenKey key)
    {
        lock (gate)
        {
            if (entries.Count >= cleanUpAt)
            {
                RemoveUnused();
                cleanUpAt = Math.Max(MaximumUnused, entries.Count) * 2;
            }

            if (!entries.TryGetValue(key, out var cached))
            {
                entries[key] = cached = new CachedEntry(new TokenCacheEntry(clock));
            }

            var lease = new TokenCacheLease(this, key, cached.Entry);
            cached.Add(lease);
            return lease;
        }
    }

    /// <summary>Releases a lease; after the last one of an entry, its token is removed.</summary>
    internal void Release(TokenKey key, TokenCacheLease lease)
    {
        lock (gate)
        {
            if (entries.TryGetValue(key, out var cached) && cached.Entry == lease.Entry && !cached.Remove(lease))
            {
                entries.Remove(key);
                cached.Entry.Clear();
            }
        }
    }

    private void RemoveUnused()
    {
        var unused = entries.Where(e => !e.Value.IsUsed).OrderByDescending(e => e.Value.Entry.Current?.ObtainedAt ?? TimeSpan.MinValue).ToList();
        for (var i = 0; i < unused.Count; i++)
        {
            var entry = unused[i].Value.Entry;
            if (i >= MaximumUnused || entry.Current is not { } token || token.IsExpired(clock.Monotonic))
            {
                entries.Remove(unused[i].Key);
                entry.Clear();
            }
        }
    }

    /// <summary>An entry and weak references to the sessions that use it.</summary>
    private sealed class CachedEntry(TokenCacheEntry entry)
    {
        private readonly List<WeakReference<TokenCacheLease>> leases = [];
        private int cleanUpAt = 8;

        public TokenCacheEntry Entry { get; } = entry;

        public bool IsUsed => leases.Any(l => l.TryGetTarget(out _));

        public void Add(TokenCacheLease lease)
        {
            if (leases.Count >= cleanUpAt)
            {
                leases.RemoveAll(l => !l.TryGetTarget(out _));
                cleanUpAt = Math.Max(8, leases.Count * 2);
            }

            leases.Add(new WeakReference<TokenCacheLease>(lease));
        }

        /// <summary>Removes the lease. True while another lease uses the entry.</summary>
        public bool Remove(TokenCacheLease lease)
        {
            leases.RemoveAll(l => !l.TryGetTarget(out var other) || other == lease);
            return leases.Count > 0;
        }
    }
}

/// <summary>One session's hold on an entry of the cache.</summary>
internal sealed class TokenCacheLease : IDisposable
{
    private readonly TokenCache cache;
    private readonly TokenKey key;

    public TokenCacheLease(TokenCache cache, TokenKey key, TokenCacheEntry entry)
    {
        this.cache = cache;
        this.key = key;
        Entry = entry;
    }

    public TokenCacheEntry Entry { get; }

    public void Dispose() => cache.Release(key, this);
}
