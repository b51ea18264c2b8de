using WalmartAuth.Credentials;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit;

/// <summary>Vault commands take turns, and if one hangs, the others report it and give up.</summary>
public sealed class VaultTurnTests
{
    private readonly FakeClock clock = new();
    private readonly List<string> told = [];

    [Fact]
    public void A_vault_command_within_a_vault_command_fails_at_once()
    {
        var turn = new VaultTurn(clock);
        using var first = turn.Take("Get-Secret 'outer'", told.Add, CancellationToken.None);

        var error = Assert.Throws<WalmartException>(() => turn.Take("Get-Secret 'inner'", told.Add, CancellationToken.None));

        Assert.Equal(WalmartErrorId.VaultBusy, error.ErrorId);
        Assert.Contains("Get-Secret 'outer'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_turn_is_free_after_each_command()
    {
        var turn = new VaultTurn(clock);

        turn.Take("one", told.Add, CancellationToken.None).Dispose();
        turn.Take("two", told.Add, CancellationToken.None).Dispose();

        Assert.Empty(told);
    }

    [Fact]
    public async Task A_caller_behind_one_that_hangs_is_notified_after_a_second_and_gives_up_after_a_minute()
    {
        var turn = new VaultTurn(clock);
        using var hanging = HoldElsewhere(turn, "Get-Secret 'slow'");
        var waiting = Elsewhere(() => turn.Take("Get-Secret 'fast'", told.Add, CancellationToken.None));

        await clock.WaitForDelayAsync(1);
        Assert.Empty(told);
        clock.Advance(VaultTurn.ToldAfter);
        await clock.WaitForDelayAsync(2);
        Assert.Contains("Get-Secret 'slow'", Assert.Single(told), StringComparison.Ordinal);

        clock.Advance(VaultTurn.Limit);
        var error = await Assert.ThrowsAsync<WalmartException>(() => waiting);
        Assert.Equal(WalmartErrorId.VaultBusy, error.ErrorId);
        Assert.Contains("60 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_gets_its_turn_when_the_one_before_it_ends()
    {
        var turn = new VaultTurn(clock);
        var first = HoldElsewhere(turn, "Get-Secret 'slow'");
        var waiting = Elsewhere(() => turn.Take("Get-Secret 'fast'", told.Add, CancellationToken.None));
        await clock.WaitForDelayAsync(1);

        first.Dispose();

        (await waiting).Dispose();
        turn.Take("Get-Secret 'next'", told.Add, CancellationToken.None).Dispose();
    }

    [Fact]
    public async Task A_stopped_caller_leaves_the_queue_at_once()
    {
        var turn = new VaultTurn(clock);
        var first = HoldElsewhere(turn, "Get-Secret 'slow'");
        using var stop = new CancellationTokenSource();
        var waiting = Elsewhere(() => turn.Take("Get-Secret 'fast'", told.Add, stop.Token));
        await clock.WaitForDelayAsync(1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.Dispose();
        turn.Take("Get-Secret 'next'", told.Add, CancellationToken.None).Dispose();
    }

    // On a separate thread and execution context, like the pipeline of another runspace.
    private static Task<IDisposable> Elsewhere(Func<IDisposable> take)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Factory.StartNew(take, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private IDisposable HoldElsewhere(VaultTurn turn, string what) => Elsewhere(() => turn.Take(what, told.Add, CancellationToken.None)).GetAwaiter().GetResult();
}
