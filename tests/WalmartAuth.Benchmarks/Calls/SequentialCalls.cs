using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Calls;

/// <summary>Sequential calls: time and allocation per call, over http and https.</summary>
internal static class SequentialCalls
{
    private const int Calls = 500;
    private const int Measurements = 21;
    private const string Module = "for ($i = 0; $i -lt $count; $i++) { $null = Invoke-WalmartApi /v3/items/SKU-000001 }";
    private const string Bare = "for ($i = 0; $i -lt $count; $i++) { $null = Invoke-Bare /v3/items/SKU-000001 -Client $client }";

    public static async Task RunAsync(Report report)
    {
        foreach (var https in new[] { false, true })
        {
            await using var harness = await CallHarness.CreateAsync(https);
            Rounds.Warm(() => harness.Run(Module, Calls), () => harness.Run(Bare, Calls));
            var times = Rounds.Medians(Measurements, () => harness.Run(Module, Calls), () => harness.Run(Bare, Calls));
            var scheme = https ? "https" : "http";
            report.Compare($"Sequential call, {scheme}", times[0] / Calls, "bare HttpClient", times[1] / Calls, "ms", 1.25);
            var bareKiB = Rounds.AllocatedKiB(() => harness.Run(Bare, Calls)) / Calls;
            report.Limit($"Memory allocated per call, {scheme}", Rounds.AllocatedKiB(() => harness.Run(Module, Calls)) / Calls, "KiB", 40, $"bare HttpClient: {Report.Number(bareKiB)} KiB");
        }
    }
}
