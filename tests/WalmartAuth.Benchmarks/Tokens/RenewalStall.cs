using System.Diagnostics;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Tokens;

/// <summary>Whether any call waits while a token is renewed: the longest of many calls during a renewal that takes two seconds.</summary>
internal static class RenewalStall
{
    private const int Callers = 8;
    private const int TokenLatency = 2000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Report report)
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        var clock = new MovableClock();
        var sessions = Tokens.Callers.Create(Callers, emulator.Address, clock);
        await LongestAsync(sessions);
        await emulator.AddFaultAsync(new { kind = "Latency", pathPrefix = "/v3/token", milliseconds = TokenLatency, times = (int?)null });
        var without = new List<double>();
        var across = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            without.Add(await LongestAsync(sessions));
            clock.Forward(TimeSpan.FromSeconds(900 * 0.8));
            across.Add(await LongestAsync(sessions));
        }

        var renewals = sessions.Sum(session => session.BackgroundRenewals);
        report.Compare($"Longest call across a renewal of {TokenLatency / 1000} s ({renewals} renewals in {across.Count} rounds)", Rounds.Median(across), "without a renewal", Rounds.Median(without), "ms");
        report.Add("Calls that waited for a renewal", across.Max() < TokenLatency / 2 && renewals == across.Count ? "none" : "some", target: "none", isMet: across.Max() < TokenLatency / 2 && renewals == across.Count);
    }

    private static async Task<double> LongestAsync(WalmartSession[] sessions) =>
        (await Task.WhenAll(sessions.Select(session => Task.Run(async () =>
        {
            var longest = 0.0;
            for (var time = Stopwatch.StartNew(); time.Elapsed < Period;)
            {
                var call = Stopwatch.StartNew();
                await Tokens.Callers.CallAsync(session);
                longest = Math.Max(longest, call.Elapsed.TotalMilliseconds);
            }

            return longest;
        })))).Max();
}
