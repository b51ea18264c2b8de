using System.Net;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>The two windows in a token's lifetime, and the effects of failed renewals.</summary>
public sealed class RenewalTests
{
    private readonly TokenCacheHarness harness = new();

    [Fact]
    public async Task After_three_quarters_of_the_lifetime_a_renewal_runs_in_the_background_and_calls_continue()
    {
        var first = await harness.GetAnsweredAsync("first");
        harness.Advance(674);
        await harness.Get();
        Assert.False(harness.Entry.IsRenewing);

        harness.Advance(1);
        Assert.Same(first, await harness.Get());
        var renewal = await harness.CallAsync();
        Assert.Same(first, await harness.Get());
        renewal.Give("second");
        await harness.SettleAsync();

        Assert.Equal("second", (await harness.Get()).Value.Reveal());
        Assert.Equal(2, harness.Handler.Sent.Count);
        Assert.Equal(1, harness.Counters.BackgroundRenewals);
        Assert.Equal(2, harness.Counters.TokenRequests);
    }

    [Fact]
    public async Task A_failed_background_renewal_keeps_the_token_and_tries_again_with_growing_pauses()
    {
        var first = await harness.GetAnsweredAsync("first");
        harness.Advance(675);
        foreach (var pause in new[] { 5, 10, 20, 40, 60 })
        {
            Assert.Same(first, await harness.Get());
            (await harness.CallAsync()).Fail(HttpStatusCode.ServiceUnavailable);
            await harness.SettleAsync();
            harness.Advance(pause - 0.1);
            Assert.Same(first, await harness.Get());
            Assert.False(harness.Entry.IsRenewing);
            harness.Advance(0.1);
        }

        // After a success, the delays start over.
        await harness.Get();
        (await harness.CallAsync()).Give("second");
        await harness.SettleAsync();
        harness.Advance(675);
        await harness.Get();
        (await harness.CallAsync()).Fail(HttpStatusCode.ServiceUnavailable);
        await harness.SettleAsync();
        harness.Advance(5);
        await harness.Get();
        Assert.True(harness.Entry.IsRenewing);
    }

    [Fact]
    public async Task In_the_last_30_seconds_callers_wait_for_one_renewal()
    {
        await harness.GetAnsweredAsync("first");
        harness.Advance(870);

        var waiting = Enumerable.Range(0, 32).Select(_ => harness.Get()).ToArray();
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        (await harness.CallAsync()).Give("second");

        Assert.All(await Task.WhenAll(waiting), t => Assert.Equal("second", t.Value.Reveal()));
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task Just_before_the_last_30_seconds_no_caller_waits()
    {
        var first = await harness.GetAnsweredAsync("first");
        harness.Advance(869.9);

        Assert.Same(first, await harness.Get());
    }

    [Fact]
    public async Task A_short_life_has_both_windows_too()
    {
        var first = await harness.GetAnsweredAsync("first", expiresIn: 80);
        harness.Advance(59.9);
        Assert.Same(first, await harness.Get());
        Assert.False(harness.Entry.IsRenewing);

        harness.Advance(0.1);
        Assert.Same(first, await harness.Get());
        Assert.True(harness.Entry.IsRenewing);

        harness.Advance(9.9);
        Assert.Same(first, await harness.Get());
        harness.Advance(0.1);
        Assert.False(harness.Get().IsCompleted);
    }

    [Fact]
    public async Task A_caller_that_joins_a_background_renewal_which_fails_makes_one_that_tries_harder()
    {
        var revoked = await harness.GetAnsweredAsync("first");
        harness.Advance(700);
        await harness.Get();
        var background = await harness.CallAsync();
        var waiting = Enumerable.Range(0, 8).Select(_ => harness.Get(TokenRequestMode.Replace, revoked)).ToArray();
        background.Fail(HttpStatusCode.ServiceUnavailable);
        (await harness.CallAsync()).Give("second");

        Assert.All(await Task.WhenAll(waiting), t => Assert.Equal("second", t.Value.Reveal()));
        Assert.Equal(3, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task Callers_that_join_a_background_renewal_which_is_rejected_ask_no_more()
    {
        var revoked = await harness.GetAnsweredAsync("first");
        harness.Advance(700);
        await harness.Get();
        var background = await harness.CallAsync();
        var waiting = Enumerable.Range(0, 8).Select(_ => harness.Get(TokenRequestMode.Replace, revoked)).ToArray();
        background.Reject();

        foreach (var caller in waiting)
        {
            Assert.Equal(WalmartErrorId.CredentialRejected, (await Assert.ThrowsAsync<WalmartApiException>(() => caller)).ErrorId);
        }

        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task A_token_that_was_on_its_way_when_the_old_one_was_revoked_can_be_replaced_once_more()
    {
        var revoked = await harness.GetAnsweredAsync("first");
        harness.Advance(700);
        await harness.Get();
        var background = await harness.CallAsync();
        var joined = harness.Get(TokenRequestMode.Replace, revoked);
        background.Give("revoked too");
        var second = await joined;
        Assert.True(second.WasPrefetched);

        var third = await harness.GetAnsweredAsync("third", mode: TokenRequestMode.Replace, rejected: second);

        Assert.False(third.WasPrefetched);
        Assert.Same(third, await harness.Get(TokenRequestMode.Replace, revoked));
        Assert.Equal(3, harness.Handler.Sent.Count);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(6)]
    public async Task The_same_token_again_starts_no_loop(int expiresIn)
    {
        await harness.GetAnsweredAsync("first");
        harness.Advance(675);
        await harness.Get();
        (await harness.CallAsync()).Give("first", expiresIn);
        await harness.SettleAsync();

        for (var i = 0; i < 49; i++)
        {
            Assert.Equal("first", (await harness.Get()).Value.Reveal());
            Assert.False(harness.Entry.IsRenewing);
            harness.Advance(0.1);
        }
    }

    [Fact]
    public async Task If_the_gateway_returns_the_same_token_after_a_rejection_not_every_caller_requests_one()
    {
        var rejected = await harness.GetAnsweredAsync("first");
        harness.Advance(1);
        var again = await harness.GetAnsweredAsync("first", mode: TokenRequestMode.Replace, rejected: rejected);

        Assert.True(again.Value.SameAs(rejected.Value));
        Assert.Equal(rejected.IssuedOn, again.IssuedOn);
        Assert.Same(again, await harness.Get(TokenRequestMode.Replace, again));
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task A_new_token_that_ends_no_later_than_the_old_one_starts_no_loop()
    {
        await harness.GetAnsweredAsync("first");
        harness.Advance(675);
        await harness.Get();
        (await harness.CallAsync()).Give("second", expiresIn: 225);
        await harness.SettleAsync();

        for (var i = 0; i < 168; i++)
        {
            Assert.Equal("second", (await harness.Get()).Value.Reveal());
            Assert.False(harness.Entry.IsRenewing);
            harness.Advance(1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_wall_clock_that_jumps_an_hour_changes_nothing(int hours)
    {
        var first = await harness.GetAnsweredAsync("first");

        harness.Clock.UtcNow += TimeSpan.FromHours(hours);
        Assert.Same(first, await harness.Get());
        Assert.False(harness.Entry.IsRenewing);

        harness.Advance(675);
        Assert.Same(first, await harness.Get());
        Assert.True(harness.Entry.IsRenewing);
    }

    [Fact]
    public async Task The_life_counts_from_the_sending_of_the_request()
    {
        var asked = harness.Get();
        var call = await harness.CallAsync();
        harness.Advance(50);
        call.Give("first");
        var token = await asked;

        Assert.Equal(TimeSpan.FromSeconds(850), token.Remaining(harness.Clock.Monotonic));
    }

    [Fact]
    public async Task A_rejected_credential_is_remembered_for_30_seconds_by_renewals_only()
    {
        await harness.GetAnsweredAsync("first");
        harness.Advance(901);
        var asked = harness.Get();
        (await harness.CallAsync()).Reject();
        Assert.Equal(WalmartErrorId.CredentialRejected, (await Assert.ThrowsAsync<WalmartApiException>(() => asked)).ErrorId);

        harness.Advance(29.9);
        await Assert.ThrowsAsync<WalmartApiException>(() => harness.Get());
        Assert.Equal(2, harness.Handler.Sent.Count);

        foreach (var mode in new[] { TokenRequestMode.Connect, TokenRequestMode.Force })
        {
            var explicitly = harness.Get(mode);
            (await harness.CallAsync()).Reject();
            await Assert.ThrowsAsync<WalmartApiException>(() => explicitly);
        }

        harness.Advance(30);
        Assert.Equal("second", (await harness.GetAnsweredAsync("second")).Value.Reveal());
        Assert.Null(harness.Entry.Rejection);
    }

    [Fact]
    public async Task A_rejected_background_renewal_keeps_the_token_and_is_not_repeated_for_30_seconds()
    {
        var first = await harness.GetAnsweredAsync("first");
        harness.Advance(675);
        await harness.Get();
        (await harness.CallAsync()).Reject();
        await harness.SettleAsync();

        harness.Advance(29.9);
        Assert.Same(first, await harness.Get());
        Assert.False(harness.Entry.IsRenewing);
        Assert.NotNull(harness.Entry.Rejection);
        harness.Advance(0.1);
        await harness.Get();
        Assert.True(harness.Entry.IsRenewing);
    }

    [Fact]
    public async Task Connect_asks_Walmart_despite_a_cached_token_if_the_credential_was_rejected_since()
    {
        await harness.GetAnsweredAsync("first");
        harness.Advance(675);
        await harness.Get();
        (await harness.CallAsync()).Reject();
        await harness.SettleAsync();

        Assert.Equal("second", (await harness.GetAnsweredAsync("second", mode: TokenRequestMode.Connect)).Value.Reveal());
    }
}
