using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>One token request for any number of callers, and no caller makes another one fail.</summary>
public sealed class OneRequestTests
{
    private readonly TokenCacheHarness harness = new();

    [Theory]
    [InlineData(32)]
    [InlineData(256)]
    public async Task Any_number_of_callers_at_a_cold_start_make_one_request(int callers)
    {
        var waiting = Enumerable.Range(0, callers).Select(_ => harness.Get()).ToArray();
        (await harness.CallAsync()).Give("first");

        Assert.All(await Task.WhenAll(waiting), t => Assert.Equal("first", t.Value.Reveal()));
        Assert.Single(harness.Handler.Sent);
        Assert.Equal(1, harness.Counters.TokenRequests);
    }

    [Fact]
    public async Task Any_number_of_callers_at_expiry_make_one_request()
    {
        await harness.GetAnsweredAsync("first");
        harness.Advance(901);

        var waiting = Enumerable.Range(0, 256).Select(_ => harness.Get()).ToArray();
        (await harness.CallAsync()).Give("second");

        Assert.All(await Task.WhenAll(waiting), t => Assert.Equal("second", t.Value.Reveal()));
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task Any_number_of_callers_after_a_revocation_make_one_request()
    {
        var revoked = await harness.GetAnsweredAsync("first");

        var waiting = Enumerable.Range(0, 256).Select(_ => harness.Get(TokenRequestMode.Replace, revoked)).ToArray();
        (await harness.CallAsync()).Give("second");

        Assert.All(await Task.WhenAll(waiting), t => Assert.Equal("second", t.Value.Reveal()));
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task Who_reports_a_revoked_token_after_it_was_replaced_gets_the_new_one_without_a_request()
    {
        var revoked = await harness.GetAnsweredAsync("first");
        await harness.GetAnsweredAsync("second", mode: TokenRequestMode.Replace, rejected: revoked);

        Assert.Equal("second", (await harness.Get(TokenRequestMode.Replace, revoked)).Value.Reveal());
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task Who_arrives_between_the_answer_and_its_delivery_gets_the_same_token()
    {
        var leader = harness.Get();
        var call = await harness.CallAsync();
        var follower = harness.Get();
        call.Give("first");
        await harness.SettleAsync();
        var late = harness.Get();

        Assert.Same(await leader, await follower);
        Assert.Same(await leader, await late);
        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task A_cancelled_leader_leaves_at_once_and_its_followers_get_the_token()
    {
        using var stop = new CancellationTokenSource();
        var leader = harness.Get(cancellation: stop.Token);
        var call = await harness.CallAsync();
        var follower = harness.Get();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        Assert.False(call.Cancellation.IsCancellationRequested);
        call.Give("first");

        Assert.Equal("first", (await follower).Value.Reveal());
        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task When_the_last_caller_has_left_the_request_is_given_up_and_the_next_caller_makes_its_own()
    {
        using var stop = new CancellationTokenSource();
        var leader = harness.Get(cancellation: stop.Token);
        var abandoned = await harness.CallAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);

        var late = harness.Get();
        var call = await harness.CallAsync();
        Assert.True(abandoned.Cancellation.IsCancellationRequested);
        call.Give("second");

        Assert.Equal("second", (await late).Value.Reveal());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_result_of_a_request_that_every_caller_left_is_discarded(bool isGood)
    {
        harness.IsDeaf = true;
        using var stop = new CancellationTokenSource();
        var leader = harness.Get(cancellation: stop.Token);
        var abandoned = await harness.CallAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        await harness.GetAnsweredAsync("second");
        harness.Advance(700);
        await harness.Get();
        var renewal = await harness.CallAsync();

        if (isGood)
        {
            abandoned.Give("first");
        }
        else
        {
            abandoned.Reject();
        }

        // Nothing signals that nothing happens, so wait as long as would be enough.
        for (var i = 0; i < 1000; i++)
        {
            await Task.Yield();
            Assert.Equal("second", harness.Entry.Current!.Value.Reveal());
            Assert.Null(harness.Entry.Rejection);
            Assert.True(harness.Entry.IsRenewing);
        }

        renewal.Give("third");
        await harness.SettleAsync();
        Assert.Equal("third", (await harness.Get()).Value.Reveal());
    }

    [Fact]
    public async Task A_failed_request_fails_its_waiting_callers_and_no_later_ones()
    {
        var waiting = Enumerable.Range(0, 8).Select(_ => harness.Get()).ToArray();
        (await harness.CallAsync()).Fail();
        foreach (var waiter in waiting)
        {
            Assert.Equal(WalmartErrorId.BadRequest, (await Assert.ThrowsAsync<WalmartApiException>(() => waiter)).ErrorId);
        }

        Assert.Equal("second", (await harness.GetAnsweredAsync("second")).Value.Reveal());
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task A_cached_token_is_a_cache_hit_and_not_a_request()
    {
        await harness.GetAnsweredAsync("first");
        await harness.Get();
        await harness.Get();

        Assert.Equal(2, harness.Counters.CacheHits);
        Assert.Equal(1, harness.Counters.TokenRequests);
    }

    [Fact]
    public async Task A_forced_renewal_asks_although_the_token_is_good()
    {
        await harness.GetAnsweredAsync("first");

        Assert.Equal("second", (await harness.GetAnsweredAsync("second", mode: TokenRequestMode.Force)).Value.Reveal());
        Assert.Equal("second", (await harness.Get()).Value.Reveal());
    }

    [Fact]
    public async Task The_end_of_the_slot_sends_waiting_callers_away_with_NotConnected_and_not_with_a_cancellation()
    {
        var waiting = harness.Get();
        var call = await harness.CallAsync();

        harness.Entry.Clear();

        Assert.Equal(WalmartErrorId.NotConnected, (await Assert.ThrowsAsync<WalmartException>(() => waiting)).ErrorId);
        Assert.True(call.Cancellation.IsCancellationRequested);
        Assert.Equal(WalmartErrorId.NotConnected, (await Assert.ThrowsAsync<WalmartException>(() => harness.Get())).ErrorId);
        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task The_end_of_the_slot_during_a_background_renewal_starts_no_other_request()
    {
        var revoked = await harness.GetAnsweredAsync("first");
        harness.Advance(700);
        await harness.Get();
        await harness.CallAsync();
        var joined = harness.Get(TokenRequestMode.Replace, revoked);

        harness.Entry.Clear();

        Assert.Equal(WalmartErrorId.NotConnected, (await Assert.ThrowsAsync<WalmartException>(() => joined)).ErrorId);
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task A_token_in_use_when_its_slot_ends_says_NotConnected()
    {
        var token = await harness.GetAnsweredAsync("first");

        harness.Entry.Clear();

        Assert.Equal(WalmartErrorId.NotConnected, Assert.Throws<WalmartException>(token.Value.Reveal).ErrorId);
        Assert.Equal(WalmartErrorId.NotConnected, Assert.Throws<WalmartException>(() => token.Value.ToSecureString()).ErrorId);
    }

    [Fact]
    public async Task A_refresh_token_ends_with_its_slot()
    {
        var own = new TokenCacheHarness(new TokenGrant(TokenCacheHarness.Credential()) { Type = GrantType.AuthorizationCode, Code = new SecretText("a-code"), RedirectUri = new Uri("https://partner.example/") });
        var asked = own.Get();
        (await own.CallAsync()).Give("first", refreshToken: "refresh-1");
        await asked;
        var refresh = own.Entry.NewestRefreshToken!;

        own.Entry.Clear();

        Assert.Null(own.Entry.NewestRefreshToken);
        Assert.Equal(WalmartErrorId.NotConnected, Assert.Throws<WalmartException>(refresh.Reveal).ErrorId);
    }

    [Fact]
    public async Task A_background_renewal_continues_after_its_waiting_callers_have_left()
    {
        var revoked = await harness.GetAnsweredAsync("first");
        harness.Advance(700);
        await harness.Get();
        var background = await harness.CallAsync();
        using var stop = new CancellationTokenSource();
        var joined = harness.Get(TokenRequestMode.Replace, revoked, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joined);

        background.Give("second");
        await harness.SettleAsync();

        Assert.Equal("second", (await harness.Get()).Value.Reveal());
        Assert.Equal(2, harness.Handler.Sent.Count);
    }
}
