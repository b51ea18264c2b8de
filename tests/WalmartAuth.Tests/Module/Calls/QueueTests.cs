using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>The order of the pipeline's calls, on a network that the test controls.</summary>
[Collection("ModuleContext")]
public sealed class QueueTests
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(16, 9)]
    public void No_more_are_sent_at_once_than_ThrottleLimit_says(int limit, int expected)
    {
        using var host = new ScriptedHost(_ => null).Connect();
        var release = new TaskCompletionSource();
        host.Hold = (_, _) => release.Task;
        var seen = 0;

        var result = host.Run(
            $"1..20 | ForEach-Object {{ if ($_ -eq 10) {{ $look.Invoke() }}; $_ }} | Invoke-WalmartApi '/v3/orders/{{id}}' -ThrottleLimit {limit} -AsResponse",
            ("look", () =>
            {
                seen = host.Network.ApiCalls.Count();
                release.SetResult();
            }));

        Assert.Equal(expected, seen);
        Assert.Equal(20, result.Clean.Output.Count);
    }

    [Fact]
    public void What_still_waits_for_its_turn_when_the_pipeline_ends_is_never_sent()
    {
        using var host = new ScriptedHost(_ => null).Connect();
        host.Hold = (_, stop) => new TaskCompletionSource().Task.WaitAsync(stop);

        host.Run(":stop do { 1..20 | ForEach-Object { if ($_ -eq 10) { break stop }; $_ } | Invoke-WalmartApi '/v3/orders/{id}' -ThrottleLimit 4 } while ($false)").ThrowOnError();

        Assert.Equal(4, host.Network.ApiCalls.Count());
    }

    [Fact]
    public void An_answer_that_is_there_is_written_before_the_next_record_is_read()
    {
        using var host = new ScriptedHost(_ => null).Connect();

        var result = host.Run("$written = 0; $seen = @(); 1..4 | ForEach-Object { $seen += $written; $_ } | Invoke-WalmartApi '/v3/orders/{id}' -ThrottleLimit 16 -AsResponse | ForEach-Object { $written++ }; $seen");

        Assert.Equal([0, 1, 2, 3], result.Clean.Output.Select(o => (int)o.BaseObject));
    }

    [Fact]
    public void Progress_shows_how_many_are_done_and_is_removed()
    {
        using var host = new ScriptedHost(_ => null).Connect();
        host.Hold = (_, _) =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };

        var shown = host.Run("1..3 | Invoke-WalmartApi '/v3/orders/{id}' -ThrottleLimit 2").Clean.Progress.Where(p => p.ActivityId == ProgressState.Records).ToArray();

        Assert.Equal(["2 done", "3 done"], shown[..2].Select(p => p.StatusDescription));
        Assert.Equal("Calling /v3/orders/{id}", shown[0].Activity);
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
    }

    [Fact]
    public async Task Ctrl_C_does_not_wait_for_a_response_that_ignores_cancellation()
    {
        using var host = new ScriptedHost(_ => null).Connect();
        var sent = new TaskCompletionSource();
        var answered = new TaskCompletionSource();
        host.Hold = (_, _) =>
        {
            sent.SetResult();
            return answered.Task;
        };

        await host.RunAsync("Invoke-WalmartApi /v3/orders", async shell =>
        {
            await sent.Task;
            try
            {
                await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
            }
            finally
            {
                answered.SetResult();
            }
        });
    }
}
