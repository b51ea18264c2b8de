using System.Diagnostics;
using System.Globalization;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Import;

/// <summary>Import-Module in fresh processes, the module and an empty one in turns.</summary>
internal static class ImportTime
{
    private const int Processes = 10;
    private const double Limit = 80;
    private const double OwnLimit = 20;

    public static async Task RunAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("walmart-bench-").FullName;
        try
        {
            var empty = EmptyModule.Create(folder);
            var hasPwsh = Pwsh.Path is not null;
            await MeasureAsync(report, "hosted engine", empty, HostedAsync, isTarget: !hasPwsh);
            if (hasPwsh)
            {
                await MeasureAsync(report, "pwsh", empty, InPwshAsync, isTarget: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(Report report, string where, string empty, Func<string, Task<double>> import, bool isTarget)
    {
        var module = new List<double>();
        var nothing = new List<double>();
        for (var i = 0; i < Processes; i++)
        {
            module.Add(await import(Repository.Manifest));
            nothing.Add(await import(empty));
        }

        var (own, besides) = (Rounds.Median(module), Rounds.Median(nothing));
        var limits = isTarget ? (Limit, OwnLimit) : ((double?)null, (double?)null);
        Say("Import in a fresh process", own, limits.Item1, $"an empty module: {Report.Number(besides)} ms", own / besides);
        Say("Import, of its own", own - besides, limits.Item2, "", null);

        void Say(string what, double value, double? limit, string beside, double? ratio) =>
            report.Add($"{what}, {where}", $"{Report.Number(value)} ms", beside, ratio, limit is null ? "" : $"< {limit} ms", limit is null ? null : value < limit);
    }

    private static async Task<double> InPwshAsync(string manifest) =>
        Parse(await Pwsh.RunAsync(["-Command", $"$t = [Diagnostics.Stopwatch]::StartNew(); Import-Module '{manifest}'; $t.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"]));

    private static async Task<double> HostedAsync(string manifest)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ImportTime).Assembly.Location, ImportOnce.OptionName, manifest]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return Parse(output);
    }

    private static double Parse(string text) => double.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
