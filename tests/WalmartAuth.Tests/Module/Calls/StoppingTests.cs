using System.Diagnostics;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>Ctrl+C ends a call immediately, whatever it waits for.</summary>
public sealed class StoppingTests : CallTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("Invoke-WalmartApi /v3/orders")]
    [InlineData("Invoke-WalmartApi /v3/orders -All")]
    [InlineData("1..50 | Invoke-WalmartApi /v3/orders -ThrottleLimit 8")]
    [InlineData("Invoke-WalmartApi /v3/orders -Method Post -Body @{}")]
    public async Task A_call_without_an_answer(string script)
    {
        var hold = Gateway.Faults.Hold("/v3/orders");

        Assert.InRange(await StopAsync(script, () => hold.Arrived()), TimeSpan.Zero, Limit);
    }

    [Fact]
    public async Task A_wait_for_an_empty_bucket()
    {
        Gateway.SetLimit("GET /v3/orders", new EndpointLimit { Size = 1, PerSecond = 0.01 });
        Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }").ThrowOnError();

        var time = await StopAsync("'started'; Invoke-WalmartApi /v3/orders", Reached("Waiting"));

        Assert.InRange(time, TimeSpan.Zero, Limit);
        Assert.Single(Calls);
    }

    [Fact]
    public async Task A_wait_for_another_try()
    {
        Gateway.Faults.Add(Fault.Status(503, "/v3/orders").Always());

        var time = await StopAsync("Invoke-WalmartApi /v3/orders -RetryIntervalSec 100", Reached("Waiting"));

        Assert.InRange(time, TimeSpan.Zero, Limit);
        Assert.Single(Calls);
    }

    [Fact]
    public async Task A_body_that_trickles_in()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.SlowBody, "/v3/orders") with { BytesPerSecond = 50 });

        Assert.InRange(await StopAsync("Invoke-WalmartApi /v3/orders", async () =>
        {
            while (!Calls.Any(c => c.Path == "/v3/orders"))
            {
                await Task.Yield();
            }
        }), TimeSpan.Zero, Limit);
    }

    private Func<System.Management.Automation.PowerShell, Task> Reached(string output) => async shell =>
    {
        while (!shell.Streams.Progress.Any(p => p.Activity.Contains(output, StringComparison.Ordinal)))
        {
            await Task.Yield();
        }
    };

    private Task<TimeSpan> StopAsync(string script, Func<Task> reached) => StopAsync(script, _ => reached());

    private async Task<TimeSpan> StopAsync(string script, Func<System.Management.Automation.PowerShell, Task> reached)
    {
        var time = TimeSpan.MaxValue;
        await RunAsync(script, async shell =>
        {
            await reached(shell);
            var watch = Stopwatch.StartNew();
            shell.Stop();
            time = watch.Elapsed;
        });
        return time;
    }
}
