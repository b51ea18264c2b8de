using System.Net;
using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>The two windows of a token's life.</summary>
public sealed class SlotRenewalTests
{
    private readonly TokenGround ground = new();

    [Fact]
    public async Task Before_three_quarters_of_its_life_a_token_is_used_as_it_is()
    {
        var first = await ground.Obtain("first-token");
        ground.Clock.Advance(TimeSpan.FromSeconds(674));

        Assert.Same(first, await ground.Ask());
        Assert.Equal(1, ground.TokenCalls);
        Assert.Equal(1, ground.Counters.CacheHits);
    }

    [Fact]
    public async Task From_three_quarters_on_calls_go_on_with_the_old_token_while_one_renewal_runs()
    {
        var first = await ground.Obtain("first-token");
        ground.Clock.Advance(TimeSpan.FromSeconds(676));

        // The gateway does not answer yet, and nobody waits for it.
        Assert.Same(first, await ground.Ask());
        await ground.Arrived();
        Assert.Same(first, await ground.Ask());
        Assert.Same(first, await ground.Ask());
        Assert.Equal(2, ground.TokenCalls);

        ground.Answer(ScriptedHandler.Token("second-token"));
        await Until(() => ground.Slot.Current != first);

        Assert.Equal("second-token", (await ground.Ask()).Value.Reveal());
        Assert.Equal(1, ground.Counters.BackgroundRenewals);
    }

    [Fact]
    public async Task A_failed_background_renewal_keeps_the_token_and_tries_again_with_growing_pauses()
    {
        var first = await ground.Obtain("first-token");
        ground.Clock.Advance(TimeSpan.FromSeconds(676));
        await FailBackground(first);

        ground.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Same(first, await ground.Ask());
        Assert.Equal(2, ground.TokenCalls);

        ground.Clock.Advance(TimeSpan.FromSeconds(2));
        await FailBackground(first);

        // The second pause is longer than the first.
        ground.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Same(first, await ground.Ask());
        Assert.Equal(3, ground.TokenCalls);
    }

    [Fact]
    public async Task Thirty_seconds_before_the_end_callers_wait_for_a_new_token()
    {
        await ground.Obtain("first-token");
        ground.Clock.Advance(TimeSpan.FromSeconds(871));

        var caller = ground.Ask();
        await ground.Arrived();
        Assert.False(caller.IsCompleted);
        ground.Answer(ScriptedHandler.Token("second-token"));

        Assert.Equal("second-token", (await caller).Value.Reveal());
    }

    [Fact]
    public async Task The_last_window_is_never_more_than_half_of_a_short_life()
    {
        var first = await ground.Obtain("first-token", life: 20);
        ground.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Same(first, await ground.Ask());

        ground.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("second-token", (await ground.Obtain("second-token", life: 20)).Value.Reveal());
    }

    [Fact]
    public async Task A_caller_that_needs_a_token_and_joined_a_failing_background_renewal_tries_on_its_own()
    {
        var first = await ground.Obtain("first-token");
        ground.Clock.Advance(TimeSpan.FromSeconds(676));
        Assert.Same(first, await ground.Ask());
        await ground.Arrived();

        // The token is revoked while its renewal is under way.
        var caller = ground.Ask(TokenNeed.Replace, first);
        ground.Answer(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        await ground.Arrived();
        ground.Answer(ScriptedHandler.Token("second-token"));

        Assert.Equal("second-token", (await caller).Value.Reveal());
    }

    [Fact]
    public async Task A_revocation_during_a_renewal_waits_for_that_renewal_and_starts_no_other()
    {
        var first = await ground.Obtain("first-token");
        ground.Clock.Advance(TimeSpan.FromSeconds(676));
        Assert.Same(first, await ground.Ask());
        await ground.Arrived();

        var callers = Enumerable.Range(0, 16).Select(_ => ground.Ask(TokenNeed.Replace, first)).ToArray();
        ground.Answer(ScriptedHandler.Token("second-token"));

        Assert.All(await Task.WhenAll(callers), t => Assert.Equal("second-token", t.Value.Reveal()));
        Assert.Equal(2, ground.TokenCalls);
    }

    [Fact]
    public async Task A_gateway_that_gives_the_same_token_again_is_not_asked_by_every_call()
    {
        var first = await ground.Obtain("first-token");

        var asked = ground.Ask(TokenNeed.Replace, first);
        await ground.Arrived();
        ground.Answer(ScriptedHandler.Token("first-token"));
        var again = await asked;

        Assert.Equal("first-token", again.Value.Reveal());
        Assert.Equal("first-token", (await ground.Ask(TokenNeed.Replace, again)).Value.Reveal());
        Assert.Equal(2, ground.TokenCalls);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    public async Task A_wall_clock_that_jumps_changes_nothing(int minutes)
    {
        var first = await ground.Obtain("first-token");

        ground.Clock.UtcNow += TimeSpan.FromMinutes(minutes);

        Assert.Same(first, await ground.Ask());
        Assert.Equal(1, ground.TokenCalls);
    }

    [Fact]
    public async Task A_life_of_nothing_serves_the_caller_that_asked_and_no_other()
    {
        await ground.Obtain("first-token", life: 0);

        Assert.Equal("second-token", (await ground.Obtain("second-token")).Value.Reveal());
    }

    [Fact]
    public async Task A_foreground_call_tries_again_after_a_503_and_not_after_a_400()
    {
        var asked = ground.Ask();
        await ground.Arrived();
        ground.Answer(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        await ground.Arrived();
        ground.Answer(ScriptedHandler.Error(HttpStatusCode.BadRequest, "INVALID_REQUEST_HEADER.GMP_GATEWAY_API", field: "WM_SVC.NAME"));

        var error = await Assert.ThrowsAnyAsync<WalmartException>(() => asked);

        Assert.Equal(WalmartErrorId.BadRequest, error.ErrorId);
        Assert.Equal(2, ground.TokenCalls);
    }

    private async Task FailBackground(AccessToken current)
    {
        Assert.Same(current, await ground.Ask());
        await ground.Arrived();
        ground.Fail(new HttpRequestException("no way there"));
        await Until(() => !ground.Slot.IsRenewing);
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }
}
