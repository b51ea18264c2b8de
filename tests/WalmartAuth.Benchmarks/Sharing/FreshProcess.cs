using System.Diagnostics;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Sharing;

/// <summary>
/// A new PowerShell process that reads its credential, connects and makes one call, with a token that another process shared and
/// without it; and one that does the same with two Invoke-RestMethod calls. Measured from the start of the process to its end.
/// </summary>
internal static class FreshProcess
{
    private const int Count = 5;
    private static readonly string[] Ways = ["Shared", "Unshared", "Bare", "SharedVariables", "UnsharedVariables"];

    public static async Task RunAsync(Report report)
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        var home = Directory.CreateTempSubdirectory("walmart-bench-").FullName;
        try
        {
            var environment = new Dictionary<string, string>
            {
                ["HOME"] = home,
                ["BENCH_MODULE"] = Repository.Manifest,
                ["BENCH_STANDIN"] = Path.Combine(Repository.Root, "tests", "StandIn"),
                ["BENCH_ADDRESS"] = emulator.Address.AbsoluteUri,
                ["WALMART_CLIENT_ID"] = TestAccount.Credential.UserName,
                ["WALMART_CLIENT_SECRET"] = TestAccount.Credential.GetNetworkCredential().Password,
            };
            environment["BENCH_VAULT"] = await RunAsync("Prepare", environment);
            foreach (var latency in new[] { 0, 300 })
            {
                if (latency > 0)
                {
                    await emulator.AddFaultAsync(new { kind = "Latency", pathPrefix = "/v3/token", milliseconds = latency, times = (int?)null });
                }

                var times = await MeasureAsync(environment);
                var what = $"New pwsh, shared token, token call {latency} ms";
                report.Compare($"{what}, {environment["BENCH_VAULT"]}", times["Shared"], "not shared", times["Unshared"], "ms");
                report.Compare(what, times["Shared"], "Get-Secret, two Invoke-RestMethod", times["Bare"], "ms");
                report.Compare($"{what}, id in a variable", times["SharedVariables"], "not shared", times["UnsharedVariables"], "ms");
            }
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(Dictionary<string, string> environment)
    {
        var times = Ways.ToDictionary(way => way, _ => new List<double>());

        // The first round does not count: it fills the vault and the disk cache.
        for (var round = -1; round < Count; round++)
        {
            foreach (var way in Ways)
            {
                var time = Stopwatch.StartNew();
                var source = await RunAsync(way, environment);
                if (round >= 0)
                {
                    times[way].Add(time.Elapsed.TotalMilliseconds);
                    if (way.StartsWith("Shared", StringComparison.Ordinal) && source != nameof(WalmartTokenSource.Shared))
                    {
                        throw new InvalidOperationException($"The token was not shared: {source}");
                    }
                }
            }
        }

        return times.ToDictionary(pair => pair.Key, pair => Rounds.Median(pair.Value));
    }

    private static async Task<string> RunAsync(string way, Dictionary<string, string> environment) =>
        (await Pwsh.RunAsync("Sharing/once.ps1", environment, "-Way", way)).Trim();
}
