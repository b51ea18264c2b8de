using WalmartAuth.Benchmarks.Calls;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Tokens;

/// <summary>Get-WalmartToken with a cached token, compared with a cmdlet that does nothing.</summary>
internal static class TokenFromStore
{
    private const int Reads = 2000;
    private const string Module = "for ($i = 0; $i -lt $count; $i++) { $null = Get-WalmartToken }";
    private const string Nothing = "for ($i = 0; $i -lt $count; $i++) { $null = Get-Nothing }";

    public static async Task RunAsync(Report report)
    {
        await using var harness = await CallHarness.CreateAsync();
        var times = Rounds.Medians(9, () => harness.Run(Module, Reads), () => harness.Run(Nothing, Reads));
        report.Limit("Get-WalmartToken from the cache, own work", (times[0] - times[1]) / Reads, "ms", 0.1, $"a cmdlet that does nothing: {Report.Number(times[1] / Reads)} ms");
        var bare = Rounds.AllocatedKiB(() => harness.Run(Nothing, Reads)) / Reads;
        report.Add("Get-WalmartToken from the cache, allocated", $"{Report.Number(Rounds.AllocatedKiB(() => harness.Run(Module, Reads)) / Reads)} KiB", $"a cmdlet that does nothing: {Report.Number(bare)} KiB");
    }
}
