using System.Net;
using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>One token call for any number of callers, whoever of them leaves or fails.</summary>
public sealed class SlotSharingTests
{
    private readonly TokenGround ground = new();

    [Fact]
    public async Task Many_callers_at_a_cold_start_share_one_call()
    {
        var callers = Enumerable.Range(0, 256).Select(_ => ground.Ask()).ToArray();
        await ground.Arrived();
        ground.Answer(ScriptedHandler.Token("first-token"));

        var tokens = await Task.WhenAll(callers);

        Assert.Equal(1, ground.TokenCalls);
        Assert.All(tokens, t => Assert.Same(tokens[0], t));
    }

    [Fact]
    public async Task Many_callers_after_the_end_share_one_call()
    {
        await ground.Obtain("first-token");
        ground.Clock.Advance(TimeSpan.FromSeconds(901));

        var callers = Enumerable.Range(0, 32).Select(_ => ground.Ask()).ToArray();
        await ground.Arrived();
        ground.Answer(ScriptedHandler.Token("second-token"));

        Assert.All(await Task.WhenAll(callers), t => Assert.Equal("second-token", t.Value.Reveal()));
        Assert.Equal(2, ground.TokenCalls);
    }

    [Fact]
    public async Task Many_callers_with_a_revoked_token_share_one_renewal_and_late_ones_get_its_result()
    {
        var revoked = await ground.Obtain("first-token");

        var callers = Enumerable.Range(0, 32).Select(_ => ground.Ask(TokenNeed.Replace, revoked)).ToArray();
        await ground.Arrived();
        ground.Answer(ScriptedHandler.Token("second-token"));
        await Task.WhenAll(callers);

        // This one hears of the rejection only now: the renewal has happened, and none other is due.
        var late = await ground.Ask(TokenNeed.Replace, revoked);

        Assert.Equal("second-token", late.Value.Reveal());
        Assert.Equal(2, ground.TokenCalls);
    }

    [Fact]
    public async Task A_leader_that_leaves_does_not_take_its_followers_along()
    {
        using var leaving = new CancellationTokenSource();
        var leader = ground.Ask(cancellation: leaving.Token);
        await ground.Arrived();
        var follower = ground.Ask();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        ground.Answer(ScriptedHandler.Token("first-token"));

        Assert.Equal("first-token", (await follower).Value.Reveal());
        Assert.Equal(1, ground.TokenCalls);
    }

    [Fact]
    public async Task A_caller_that_is_stopped_leaves_at_once_though_the_gateway_never_answers()
    {
        using var leaving = new CancellationTokenSource();
        var caller = ground.Ask(cancellation: leaving.Token);
        await ground.Arrived();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
    }

    [Fact]
    public async Task After_everybody_left_the_next_caller_asks_anew_and_does_not_join_what_was_given_up()
    {
        using var leaving = new CancellationTokenSource();
        var caller = ground.Ask(cancellation: leaving.Token);
        await ground.Arrived();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);

        var next = ground.Ask();
        await ground.Arrived();
        ground.Answer(ScriptedHandler.Token("of-the-one-that-was-given-up"));
        ground.Answer(ScriptedHandler.Token("second-token"));

        Assert.Equal("second-token", (await next).Value.Reveal());
    }

    [Fact]
    public async Task A_failed_leader_fails_its_followers_with_the_same_error_and_no_second_call()
    {
        var callers = Enumerable.Range(0, 8).Select(_ => ground.Ask()).ToArray();
        await ground.Arrived();
        ground.Answer(ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API"));

        foreach (var caller in callers)
        {
            Assert.Equal(WalmartErrorId.CredentialRejected, (await Assert.ThrowsAnyAsync<WalmartException>(() => caller)).ErrorId);
        }

        Assert.Equal(1, ground.TokenCalls);
    }

    [Fact]
    public async Task A_rejected_credential_is_remembered_for_30_seconds_for_renewals_only()
    {
        await Reject(TokenNeed.Use);

        await Assert.ThrowsAnyAsync<WalmartException>(() => ground.Ask());
        Assert.Equal(1, ground.TokenCalls);

        // A user's own Connect or Test asks.
        await Reject(TokenNeed.Connect);
        Assert.Equal(2, ground.TokenCalls);

        ground.Clock.Advance(TimeSpan.FromSeconds(31));
        await Reject(TokenNeed.Use);
        Assert.Equal(3, ground.TokenCalls);
    }

    [Fact]
    public async Task ForceRefresh_asks_though_the_token_is_young()
    {
        await ground.Obtain("first-token");

        Assert.Equal("second-token", (await ground.Obtain("second-token", need: TokenNeed.Force)).Value.Reveal());
    }

    [Fact]
    public async Task A_slot_that_was_cleared_keeps_nothing_of_a_call_that_ends_later()
    {
        var caller = ground.Ask();
        await ground.Arrived();
        ground.Slot.Clear();

        Assert.Null(ground.Slot.Current);
        await Assert.ThrowsAnyAsync<Exception>(() => caller);
        Assert.Null(ground.Slot.Current);
    }

    private async Task Reject(TokenNeed need)
    {
        var asked = ground.Ask(need);
        await ground.Arrived();
        ground.Answer(ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API"));
        Assert.Equal(WalmartErrorId.CredentialRejected, (await Assert.ThrowsAnyAsync<WalmartException>(() => asked)).ErrorId);
    }
}
