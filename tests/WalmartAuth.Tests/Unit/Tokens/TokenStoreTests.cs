using System.Runtime.CompilerServices;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>How long a token is cached: while a session uses it, and for a limited time after a session was dropped.</summary>
public sealed class TokenStoreTests
{
    private static readonly TokenKey Key = new("key");
    private readonly FakeClock clock = new();
    private readonly TokenCache store;

    public TokenStoreTests() => store = new TokenCache(clock);

    [Fact]
    public void Sessions_with_the_same_key_share_a_slot()
    {
        using var one = store.Acquire(Key);
        using var other = store.Acquire(Key);

        Assert.Same(one.Entry, other.Entry);
    }

    [Fact]
    public async Task Giving_back_one_hold_leaves_the_token_to_the_others_and_the_last_one_clears_it()
    {
        var one = store.Acquire(Key);
        var other = store.Acquire(Key);
        var token = await FillAsync(one.Entry);

        one.Dispose();
        one.Dispose();
        Assert.Equal("a-token", other.Entry.Current!.Value.Reveal());

        other.Dispose();
        Assert.Equal(0, store.Count);
        Assert.Throws<WalmartException>(token.Value.Reveal);
        using var next = store.Acquire(Key);
        Assert.Null(next.Entry.Current);
    }

    [Fact]
    public async Task A_session_dropped_without_Disconnect_leaves_its_token_for_the_next_one_until_its_end()
    {
        var slot = await DropAsync(Key);
        Assert.Equal(1, store.Count);

        clock.Advance(TimeSpan.FromSeconds(899));
        using (var next = store.Acquire(Key))
        {
            Assert.Same(slot, next.Entry);
        }

        await DropAsync(Key);
        clock.Advance(TimeSpan.FromSeconds(901));
        using var late = store.Acquire(new TokenKey("another"));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task Only_so_many_dropped_tokens_are_kept()
    {
        for (var i = 0; i < TokenCache.MaximumUnused + 10; i++)
        {
            await DropAsync(new TokenKey($"key {i}"));
        }

        Assert.Equal(TokenCache.MaximumUnused, store.Count);
    }

    [Fact]
    public async Task Ten_thousand_sessions_made_and_dropped_leave_the_store_flat()
    {
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 1000; i++)
            {
                await FillAndForgetAsync(new TokenKey($"{round} {i}"));
            }

            Collect();
            Assert.True(store.Count <= TokenCache.MaximumUnused, $"{store.Count} tokens are kept.");
        }
    }

    private async Task<AccessToken> FillAsync(TokenCacheEntry slot)
    {
        var handler = new ScriptedHandler(_ => ScriptedHandler.Token("a-token"));
        var client = new TokenClient(new HttpMessageInvoker(handler), TokenCacheHarness.Gateway, new TokenGrant(TokenCacheHarness.Credential()), clock, TimeSpan.FromSeconds(1), new SessionCounters());
        return await slot.GetAsync(TokenRequestMode.Force, null, client, client.CreateBudget(NullOutput.Instance), default);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private async Task<TokenCacheEntry> DropAsync(TokenKey key)
    {
        var slot = await FillAndForgetAsync(key);
        Collect();
        return slot;
    }

    private Task<TokenCacheEntry> FillAndForgetAsync(TokenKey key) => Task.FromResult(FillAndForget(key));

    // Not async, so that only this frame references the lease: alive during the token call, collected after it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private TokenCacheEntry FillAndForget(TokenKey key)
    {
        var lease = store.Acquire(key);
        FillAsync(lease.Entry).GetAwaiter().GetResult();
        GC.KeepAlive(lease);
        return lease.Entry;
    }
}
