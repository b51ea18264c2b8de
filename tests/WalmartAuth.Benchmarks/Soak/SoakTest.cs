using System.Diagnostics;
using WalmartAuth.Benchmarks.Infrastructure;
using WalmartAuth.Http;
using WalmartAuth.Sessions;

namespace WalmartAuth.Benchmarks.Soak;

/// <summary>
/// Many runspaces with one credential, while tokens are revoked and expire, token requests fail, connections are reset
/// and calls are stopped. Looks for calls that hang or fail, for token requests that were not due, and for memory.
/// </summary>
internal sealed class SoakTest
{
    private const int Runspaces = 64;
    private const double WarmUpShare = 0.1;
    private const double MostGrowth = 4096;

    // Only a call that hangs takes this long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly MovableClock clock = new();
    private readonly SoakGateway gateway;
    private readonly SoakRunspace[] runspaces;
    private readonly int[] events = new int[5];
    private string? hung;

    public SoakTest()
    {
        gateway = new SoakGateway(clock);
        ModuleContext.Current = new ModuleContext(clock, new HandlerPool(_ => gateway));
        runspaces = [.. Enumerable.Range(0, Runspaces).Select(_ => new SoakRunspace())];
    }

    private long Done => runspaces.Sum(runspace => runspace.Done);

    /// <summary>Runs, and prints the results.</summary>
    /// <param name="calls">The minimum number of calls.</param>
    /// <param name="time">The minimum duration.</param>
    /// <returns>True if every check passed.</returns>
    public async Task<bool> RunAsync(int calls, TimeSpan time)
    {
        Array.ForEach(runspaces, runspace => runspace.Open());
        var watch = Stopwatch.StartNew();
        await RunPhaseAsync(() => Done < calls * WarmUpShare || watch.Elapsed < time * WarmUpShare);
        var before = Heap();
        await RunPhaseAsync(() => Done < calls || watch.Elapsed < time);
        var report = new Report();
        var failures = runspaces.SelectMany(runspace => runspace.Failures).ToList();
        var growth = Heap() - before;
        report.Add($"Calls of {Runspaces} runspaces", Report.Number(Done), $"in {watch.Elapsed.TotalSeconds:0} s: {events[0]} revocations, {events[1]} clock steps, {events[2]} failures of the token call, {events[3]} resets, {events[4]} stops", target: $">= {calls:#,0}", isMet: Done >= calls);
        report.Add("Calls that hung", hung is null ? "none" : "some", hung ?? "", target: "none", isMet: hung is null);
        report.Add("Calls that failed", Report.Number(failures.Count), failures.FirstOrDefault() ?? "", target: "0", isMet: failures.Count == 0);

        // A stop may cancel a request that only the stopped call waited for.
        report.Limit("Token requests that were not due", gateway.Surplus, "", events[4], $"of {gateway.TokenRequests}; at most one per stop");
        report.Limit("Growth", growth, "KiB", MostGrowth, $"after a tenth of the calls: {Report.Number(before)} KiB live");
        report.Print();
        return report.IsMet;
    }

    private async Task RunPhaseAsync(Func<bool> wantsMore)
    {
        var calls = Task.WhenAll(runspaces.Select(runspace => runspace.RunAsync(() => hung is null && wantsMore())));
        for (var next = 0; !calls.IsCompleted && hung is null; next++)
        {
            Cause(next % events.Length);
            await WaitForAllAsync();
        }

        if (await Task.WhenAny(calls, Task.Delay(Patience)) != calls)
        {
            hung ??= "at the end";
        }
    }

    private void Cause(int kind)
    {
        events[kind]++;
        switch (kind)
        {
            case 0:
                gateway.Revoke();
                break;
            case 1:
                // Alternates between the renewal window and a time after the token's expiry.
                clock.Forward(TimeSpan.FromSeconds(events[kind] % 2 == 0 ? 700 : 1000));
                break;
            case 2:
                gateway.FailTokenRequests(1);
                break;
            case 3:
                gateway.ResetConnections(Runspaces / 4);
                break;
            default:
                runspaces[events[kind] % Runspaces].Stop();
                break;
        }
    }

    /// <summary>Waits until every call that the last event may have affected has ended, so that no call is affected by two events.</summary>
    private async Task WaitForAllAsync()
    {
        var reached = runspaces.Select(runspace => runspace.Done + 2).ToArray();
        var watch = Stopwatch.StartNew();
        while (runspaces.Where((runspace, i) => runspace.IsRunning && runspace.Done < reached[i]).Any())
        {
            if (watch.Elapsed > Patience)
            {
                hung = $"event {events.Sum()}";
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    private static double Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true) / 1024.0;
    }
}
