using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>What a process knows about a shared token.</summary>
public sealed class SharingStateTests
{
    private readonly SharingState state = new();

    [Fact]
    public void The_last_four_rejected_tokens_are_known()
    {
        foreach (var token in new[] { "1", "2", "3", "4", "4", "5" })
        {
            state.Reject(new SecretText(token));
        }

        Assert.Equal(["2", "3", "4", "5"], new[] { "1", "2", "3", "4", "5" }.Where(token => state.IsRejected(new SecretText(token))));
    }

    [Fact]
    public void All_callers_share_one_pause_after_a_token_and_the_next_token_has_its_own()
    {
        var (first, second) = (Token(1), Token(2));
        var pause = new TaskCompletionSource();

        Assert.Same(pause.Task, state.PauseOnceFor(first, () => pause.Task));
        Assert.Same(pause.Task, state.PauseOnceFor(first, () => throw new InvalidOperationException("a second pause")));
        Assert.Same(Task.CompletedTask, state.PauseOnceFor(second, () => Task.CompletedTask));
    }

    [Fact]
    public void Looks_are_counted_when_they_end()
    {
        state.BeginLook();
        Assert.True(state.IsLooking);
        Assert.Equal(0, state.Looks);

        state.RecordLook(TimeSpan.Zero);
        state.EndLook();
        Assert.False(state.IsLooking);
        Assert.Equal(1, state.Looks);
    }

    [Fact]
    public void The_vault_rests_for_five_minutes_and_is_read_every_five_seconds()
    {
        var now = TimeSpan.FromHours(1);
        Assert.False(state.IsResting(now));
        Assert.True(state.MayLook(now));

        state.StartRest(now);
        state.RecordLook(now);

        Assert.True(state.IsResting(now + SharingState.Rest - TimeSpan.FromTicks(1)));
        Assert.False(state.IsResting(now + SharingState.Rest));
        Assert.False(state.MayLook(now + SharingState.LookInterval - TimeSpan.FromTicks(1)));
        Assert.True(state.MayLook(now + SharingState.LookInterval));
    }

    private static AccessToken Token(long sequence) => new(new SecretText("a-token"), TokenCacheHarness.Gateway.BaseAddress, sequence, TimeSpan.Zero, TimeSpan.FromMinutes(15), null);
}
