using System.Net;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>The two windows of a token's life, and what failed renewals do.</summary>
public sealed class RenewalTests
{
    private readonly TokenGround ground = new();

    [Fact]
    public async Task From_three_quarters_of_the_life_on_a_renewal_runs_in_the_background_and_calls_go_on()
    {
        var first = await ground.GetAnsweredAsync("first");
        ground.Advance(674);
        await ground.Get();
        Assert.False(ground.Slot.IsRenewing);

        ground.Advance(1);
        Assert.Same(first, await ground.Get());
        var renewal = await ground.CallAsync();
        Assert.Same(first, await ground.Get());
        renewal.Give("second");
        await ground.SettleAsync();

        Assert.Equal("second", (await ground.Get()).Value.Reveal());
        Assert.Equal(2, ground.Handler.Sent.Count);
        Assert.Equal(1, ground.Counters.BackgroundRenewals);
        Assert.Equal(2, ground.Counters.TokenRequests);
    }

    [Fact]
    public async Task A_failed_background_renewal_keeps_the_token_and_tries_again_with_growing_pauses()
    {
        var first = await ground.GetAnsweredAsync("first");
        ground.Advance(675);
        foreach (var pause in new[] { 5, 10, 20, 40, 60 })
        {
            Assert.Same(first, await ground.Get());
            (await ground.CallAsync()).Fail(HttpStatusCode.ServiceUnavailable);
            await ground.SettleAsync();
            ground.Advance(pause - 0.1);
            Assert.Same(first, await ground.Get());
            Assert.False(ground.Slot.IsRenewing);
            ground.Advance(0.1);
        }

        // Once one succeeds, the pauses start over.
        await ground.Get();
        (await ground.CallAsync()).Give("second");
        await ground.SettleAsync();
        ground.Advance(675);
        await ground.Get();
        (await ground.CallAsync()).Fail(HttpStatusCode.ServiceUnavailable);
        await ground.SettleAsync();
        ground.Advance(5);
        await ground.Get();
        Assert.True(ground.Slot.IsRenewing);
    }

    [Fact]
    public async Task In_the_last_30_seconds_callers_wait_for_one_renewal()
    {
        await ground.GetAnsweredAsync("first");
        ground.Advance(870);

        var waiting = Enumerable.Range(0, 32).Select(_ => ground.Get()).ToArray();
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        (await ground.CallAsync()).Give("second");

        Assert.All(await Task.WhenAll(waiting), t => Assert.Equal("second", t.Value.Reveal()));
        Assert.Equal(2, ground.Handler.Sent.Count);
    }

    [Fact]
    public async Task Just_before_the_last_30_seconds_nobody_waits()
    {
        var first = await ground.GetAnsweredAsync("first");
        ground.Advance(869.9);

        Assert.Same(first, await ground.Get());
    }

    [Fact]
    public async Task A_short_life_has_both_windows_too()
    {
        var first = await ground.GetAnsweredAsync("first", expiresIn: 80);
        ground.Advance(59.9);
        Assert.Same(first, await ground.Get());
        Assert.False(ground.Slot.IsRenewing);

        ground.Advance(0.1);
        Assert.Same(first, await ground.Get());
        Assert.True(ground.Slot.IsRenewing);

        ground.Advance(9.9);
        Assert.Same(first, await ground.Get());
        ground.Advance(0.1);
        Assert.False(ground.Get().IsCompleted);
    }

    [Fact]
    public async Task A_caller_that_joins_a_background_renewal_which_fails_makes_one_that_tries_harder()
    {
        var revoked = await ground.GetAnsweredAsync("first");
        ground.Advance(700);
        await ground.Get();
        var background = await ground.CallAsync();
        var waiting = Enumerable.Range(0, 8).Select(_ => ground.Get(TokenRequestMode.Replace, revoked)).ToArray();
        background.Fail(HttpStatusCode.ServiceUnavailable);
        (await ground.CallAsync()).Give("second");

        Assert.All(await Task.WhenAll(waiting), t => Assert.Equal("second", t.Value.Reveal()));
        Assert.Equal(3, ground.Handler.Sent.Count);
    }

    [Fact]
    public async Task Callers_that_join_a_background_renewal_which_is_rejected_ask_no_more()
    {
        var revoked = await ground.GetAnsweredAsync("first");
        ground.Advance(700);
        await ground.Get();
        var background = await ground.CallAsync();
        var waiting = Enumerable.Range(0, 8).Select(_ => ground.Get(TokenRequestMode.Replace, revoked)).ToArray();
        background.Reject();

        foreach (var caller in waiting)
        {
            Assert.Equal(WalmartErrorId.CredentialRejected, (await Assert.ThrowsAsync<WalmartApiException>(() => caller)).ErrorId);
        }

        Assert.Equal(2, ground.Handler.Sent.Count);
    }

    [Fact]
    public async Task A_token_that_was_on_its_way_when_the_old_one_was_revoked_can_be_replaced_once_more()
    {
        var revoked = await ground.GetAnsweredAsync("first");
        ground.Advance(700);
        await ground.Get();
        var background = await ground.CallAsync();
        var joined = ground.Get(TokenRequestMode.Replace, revoked);
        background.Give("revoked too");
        var second = await joined;
        Assert.True(second.WasPrefetched);

        var third = await ground.GetAnsweredAsync("third", need: TokenRequestMode.Replace, rejected: second);

        Assert.False(third.WasPrefetched);
        Assert.Same(third, await ground.Get(TokenRequestMode.Replace, revoked));
        Assert.Equal(3, ground.Handler.Sent.Count);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(6)]
    public async Task The_same_token_again_starts_no_loop(int expiresIn)
    {
        await ground.GetAnsweredAsync("first");
        ground.Advance(675);
        await ground.Get();
        (await ground.CallAsync()).Give("first", expiresIn);
        await ground.SettleAsync();

        for (var i = 0; i < 49; i++)
        {
            Assert.Equal("first", (await ground.Get()).Value.Reveal());
            Assert.False(ground.Slot.IsRenewing);
            ground.Advance(0.1);
        }
    }

    [Fact]
    public async Task The_same_token_again_after_a_rejection_is_not_asked_for_by_every_caller()
    {
        var rejected = await ground.GetAnsweredAsync("first");
        ground.Advance(1);
        var again = await ground.GetAnsweredAsync("first", need: TokenRequestMode.Replace, rejected: rejected);

        Assert.True(again.Value.SameAs(rejected.Value));
        Assert.Equal(rejected.IssuedOn, again.IssuedOn);
        Assert.Same(again, await ground.Get(TokenRequestMode.Replace, again));
        Assert.Equal(2, ground.Handler.Sent.Count);
    }

    [Fact]
    public async Task A_new_token_that_ends_no_later_than_the_old_one_starts_no_loop()
    {
        await ground.GetAnsweredAsync("first");
        ground.Advance(675);
        await ground.Get();
        (await ground.CallAsync()).Give("second", expiresIn: 225);
        await ground.SettleAsync();

        for (var i = 0; i < 168; i++)
        {
            Assert.Equal("second", (await ground.Get()).Value.Reveal());
            Assert.False(ground.Slot.IsRenewing);
            ground.Advance(1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_wall_clock_that_jumps_an_hour_changes_nothing(int hours)
    {
        var first = await ground.GetAnsweredAsync("first");

        ground.Clock.UtcNow += TimeSpan.FromHours(hours);
        Assert.Same(first, await ground.Get());
        Assert.False(ground.Slot.IsRenewing);

        ground.Advance(675);
        Assert.Same(first, await ground.Get());
        Assert.True(ground.Slot.IsRenewing);
    }

    [Fact]
    public async Task The_life_counts_from_the_sending_of_the_request()
    {
        var asked = ground.Get();
        var call = await ground.CallAsync();
        ground.Advance(50);
        call.Give("first");
        var token = await asked;

        Assert.Equal(TimeSpan.FromSeconds(850), token.Remaining(ground.Clock.Monotonic));
    }

    [Fact]
    public async Task A_rejected_credential_is_remembered_for_30_seconds_by_renewals_only()
    {
        await ground.GetAnsweredAsync("first");
        ground.Advance(901);
        var asked = ground.Get();
        (await ground.CallAsync()).Reject();
        Assert.Equal(WalmartErrorId.CredentialRejected, (await Assert.ThrowsAsync<WalmartApiException>(() => asked)).ErrorId);

        ground.Advance(29.9);
        await Assert.ThrowsAsync<WalmartApiException>(() => ground.Get());
        Assert.Equal(2, ground.Handler.Sent.Count);

        foreach (var need in new[] { TokenRequestMode.Connect, TokenRequestMode.Force })
        {
            var explicitly = ground.Get(need);
            (await ground.CallAsync()).Reject();
            await Assert.ThrowsAsync<WalmartApiException>(() => explicitly);
        }

        ground.Advance(30);
        Assert.Equal("second", (await ground.GetAnsweredAsync("second")).Value.Reveal());
        Assert.Null(ground.Slot.Rejection);
    }

    [Fact]
    public async Task A_rejected_background_renewal_keeps_the_token_and_is_not_repeated_for_30_seconds()
    {
        var first = await ground.GetAnsweredAsync("first");
        ground.Advance(675);
        await ground.Get();
        (await ground.CallAsync()).Reject();
        await ground.SettleAsync();

        ground.Advance(29.9);
        Assert.Same(first, await ground.Get());
        Assert.False(ground.Slot.IsRenewing);
        Assert.NotNull(ground.Slot.Rejection);
        ground.Advance(0.1);
        await ground.Get();
        Assert.True(ground.Slot.IsRenewing);
    }

    [Fact]
    public async Task Connect_asks_although_a_token_is_kept_when_the_credential_was_rejected_since()
    {
        await ground.GetAnsweredAsync("first");
        ground.Advance(675);
        await ground.Get();
        (await ground.CallAsync()).Reject();
        await ground.SettleAsync();

        Assert.Equal("second", (await ground.GetAnsweredAsync("second", need: TokenRequestMode.Connect)).Value.Reveal());
    }
}
