using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>How many of the pipeline's calls are sent, on a network that answers none of them before it is told to.</summary>
[Collection("Runtime")]
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
        host.Hold = _ => release.Task;
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
        host.Hold = _ => new TaskCompletionSource().Task;

        host.Run(":stop do { 1..20 | ForEach-Object { if ($_ -eq 10) { break stop }; $_ } | Invoke-WalmartApi '/v3/orders/{id}' -ThrottleLimit 4 } while ($false)").ThrowOnError();

        Assert.Equal(4, host.Network.ApiCalls.Count());
    }
}
