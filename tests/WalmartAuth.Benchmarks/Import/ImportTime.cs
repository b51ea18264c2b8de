using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Import;

/// <summary>Import-Module in new processes, alternating between the module and an empty one.</summary>
internal static class ImportTime
{
    private const int Processes = 10;
    private const double Limit = 1.5;

    public static async Task RunAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("walmart-bench-").FullName;
        try
        {
            var empty = EmptyModule.Create(folder);
            var (module, nothing) = (new List<double>(), new List<double>());
            for (var i = 0; i < Processes; i++)
            {
                module.Add(await ImportAsync(Repository.Manifest));
                nothing.Add(await ImportAsync(empty));
            }

            var (own, other) = (Rounds.Median(module), Rounds.Median(nothing));
            report.Compare("pwsh: import in a new process", own, "an empty module", other, "ms", Limit);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> ImportAsync(string manifest) =>
        (await Pwsh.MeasureAsync("Import/import.ps1", new Dictionary<string, string> { ["BENCH_MODULE"] = manifest }))["import"];
}
