using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Calls;

/// <summary>The module compared with Invoke-RestMethod, both in one real pwsh.</summary>
internal static class PwshCalls
{
    public static async Task RunAsync(Report report)
    {
        foreach (var https in new[] { false, true })
        {
            // A pwsh trusts the emulator's certificate only if OpenSSL can be configured to.
            if (https && !OperatingSystem.IsLinux())
            {
                continue;
            }

            await using var emulator = await EmulatorProcess.StartAsync(https);
            var environment = new Dictionary<string, string>
            {
                ["BENCH_MODULE"] = Repository.Manifest,
                ["BENCH_ADDRESS"] = emulator.Address.AbsoluteUri,
                ["WALMART_CLIENT_ID"] = TestAccount.Credential.UserName,
                ["WALMART_CLIENT_SECRET"] = TestAccount.Credential.GetNetworkCredential().Password,
            };
            if (https)
            {
                environment["SSL_CERT_FILE"] = emulator.Certificate;
            }

            var scheme = https ? "https" : "http";
            var figures = await Pwsh.MeasureAsync("Calls/calls.ps1", environment);
            report.Compare($"pwsh: sequential call, {scheme}", figures["module"], "Invoke-RestMethod -WebSession", figures["session"], "ms", 1);
            report.Compare($"pwsh: sequential call, {scheme}", figures["module"], "Invoke-RestMethod", figures["plain"], "ms", 0.2);
            await emulator.SetAsync(new { latencyMs = 50 });
            environment["BENCH_FANOUT"] = "1";
            var fan = await Pwsh.MeasureAsync("Calls/calls.ps1", environment);
            report.Compare($"pwsh: 100 calls at 50 ms, 16 at once, {scheme}", fan["module"], "ForEach-Object -Parallel", fan["parallel"], "ms", 1);
        }
    }
}
