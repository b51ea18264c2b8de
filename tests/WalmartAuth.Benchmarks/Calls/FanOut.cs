using System.Diagnostics;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Calls;

/// <summary>Many calls, 16 at once: with latency, where waits must overlap, and without, where only the work counts.</summary>
internal static class FanOut
{
    private const int AtOnce = 16;
    private const int Latency = 50;
    private const int Measurements = 15;
    private const string Records = "$skus = foreach ($i in 1..$count) { [pscustomobject]@{ Sku = 'SKU-000001' } }";
    private const string Module = "$skus | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 16 | ForEach-Object { }";
    private const string Bare = "$skus | Invoke-Bare /v3/items/ -Client $client -ThrottleLimit 16 | ForEach-Object { }";

    public static async Task RunAsync(Report report)
    {
        foreach (var https in new[] { false, true })
        {
            await using var harness = await CallHarness.CreateAsync(https);
            var scheme = https ? "https" : "http";
            harness.Run(Records, 2000);
            Rounds.Warm(() => harness.Run(Module), () => harness.Run(Bare));
            var fast = Rounds.Medians(Measurements, () => harness.Run(Module), () => harness.Run(Bare));
            report.Compare($"2,000 calls, {AtOnce} at once, {scheme}", fast[0], "bare HttpClient", fast[1], "ms", 1.25);
            report.Add($"The emulator alone, {AtOnce} at once, {scheme}", $"{Report.Number(2000 / await EmulatorSecondsAsync(harness.Bare, 2000))} calls/s", $"module: {Report.Number(2000 / fast[0] * 1000)} calls/s");

            await harness.Emulator.SetAsync(new { latencyMs = Latency });
            harness.Run(Records, 100);
            var slow = Rounds.Medians(Measurements, () => harness.Run(Module), () => harness.Run(Bare));
            const double Least = 7 * Latency;
            report.Compare($"100 calls at {Latency} ms, {AtOnce} at once, {scheme} (bare: {Report.Number(slow[1])} ms)", slow[0], "theoretical minimum", Least, "ms", 1.08);
        }
    }

    private static async Task<double> EmulatorSecondsAsync(BareClient client, int count)
    {
        var time = Stopwatch.StartNew();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await client.GetAsync("/v3/items/SKU-000001"));
        return time.Elapsed.TotalSeconds;
    }
}
