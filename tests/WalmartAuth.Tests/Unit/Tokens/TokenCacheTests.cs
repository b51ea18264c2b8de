using System.Runtime.CompilerServices;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>How long a token is cached: while a session uses it, and for a limited time after a session was dropped.</summary>
public sealed class TokenCacheTests
{
    private static readonly TokenKey Key = new("key");
    private readonly FakeClock clock = new();
    private readonly TokenCache cache;

    public TokenCacheTests() => cache = new TokenCache(clock);

    [Fact]
    public void Sessions_with_the_same_key_share_an_entry()
    {
        using var one = cache.Acquire(Key);
        using var other = cache.Acquire(Key);

        Assert.Same(one.Entry, other.Entry);
    }

    [Fact]
    public async Task Disposing_one_lease_leaves_the_token_to_the_others_and_the_last_one_clears_it()
    {
        var one = cache.Acquire(Key);
        var other = cache.Acquire(Key);
        var token = await FillAsync(one.Entry);

        one.Dispose();
        one.Dispose();
        Assert.Equal("a-token", other.Entry.Current!.Value.Reveal());

        other.Dispose();
        Assert.Equal(0, cache.Count);
        Assert.Throws<WalmartException>(token.Value.Reveal);
        using var next = cache.Acquire(Key);
        Assert.Null(next.Entry.Current);
    }

    [Fact]
    public async Task A_session_dropped_without_Disconnect_leaves_its_token_for_the_next_one_until_its_end()
    {
        var entry = await DropAsync(Key);
        Assert.Equal(1, cache.Count);

        clock.Advance(TimeSpan.FromSeconds(899));
        using (var next = cache.Acquire(Key))
        {
            Assert.Same(entry, next.Entry);
        }

        await DropAsync(Key);
        clock.Advance(TimeSpan.FromSeconds(901));
        using var late = cache.Acquire(new TokenKey("another"));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public async Task Only_so_many_dropped_tokens_are_kept()
    {
        for (var i = 0; i < TokenCache.MaximumUnused + 10; i++)
        {
            await DropAsync(new TokenKey($"key {i}"));
        }

        Assert.Equal(TokenCache.MaximumUnused, cache.Count);
    }

    [Fact]
    public async Task Of_the_dropped_tokens_the_newest_are_kept_and_a_token_in_use_always_is()
    {
        using var used = cache.Acquire(Key);
        await FillAsync(used.Entry);
        for (var i = 0; i <= TokenCache.MaximumUnused; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await DropAsync(new TokenKey($"key {i}"));
        }

        Assert.Equal(TokenCache.MaximumUnused + 1, cache.Count);
        Assert.Equal("a-token", used.Entry.Current!.Value.Reveal());
        using var newest = cache.Acquire(new TokenKey($"key {TokenCache.MaximumUnused}"));
        using var oldest = cache.Acquire(new TokenKey("key 0"));
        Assert.NotNull(newest.Entry.Current);
        Assert.Null(oldest.Entry.Current);
    }

    [Fact]
    public async Task New_sessions_clear_the_tokens_of_dropped_ones()
    {
        var first = await DropAsync(new TokenKey("key 0"));
        var token = first.Current!;
        for (var i = 1; i < 2 * TokenCache.MaximumUnused; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await DropAsync(new TokenKey($"key {i}"));
        }

        using var next = cache.Acquire(Key);

        Assert.Throws<WalmartException>(token.Value.Reveal);
    }

    [Fact]
    public async Task Ten_thousand_sessions_made_and_dropped_leave_the_cache_flat()
    {
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 1000; i++)
            {
                await FillAndForgetAsync(new TokenKey($"{round} {i}"));
            }

            Collect();
            Assert.True(cache.Count <= TokenCache.MaximumUnused, $"{cache.Count} tokens are kept.");
        }
    }

    private async Task<AccessToken> FillAsync(TokenCacheEntry entry)
    {
        var handler = new ScriptedHandler(_ => ScriptedHandler.Token("a-token"));
        var client = new TokenClient(new HttpMessageInvoker(handler), TokenCacheHarness.Gateway, new TokenGrant(TokenCacheHarness.Credential()), clock, TimeSpan.FromSeconds(1), new SessionCounters());
        return await entry.GetAsync(TokenRequestMode.Force, null, client, client.CreateBudget(NullOutput.Instance), default);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private async Task<TokenCacheEntry> DropAsync(TokenKey key)
    {
        var entry = await FillAndForgetAsync(key);
        Collect();
        return entry;
    }

    private Task<TokenCacheEntry> FillAndForgetAsync(TokenKey key) => Task.FromResult(FillAndForget(key));

    // Not async, so that only this frame references the lease: alive during the token call, collected after it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private TokenCacheEntry FillAndForget(TokenKey key)
    {
        var lease = cache.Acquire(key);
        FillAsync(lease.Entry).GetAwaiter().GetResult();
        GC.KeepAlive(lease);
        return lease.Entry;
    }
}
