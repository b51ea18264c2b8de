using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Pages;

/// <summary>Parses a page of about 200 KB into objects, compared with ConvertFrom-Json.</summary>
internal static class PageParsing
{
    private const double Limit = 2 / 3.0;

    public static async Task RunAsync(Report report)
    {
        var text = await PageText.GetAsync();
        var name = $"A page of {text.Length / 1000} KB to objects";
        var times = Measure(text);
        report.Compare(name, times[nameof(PageBenchmarks.Module)], "ConvertFrom-Json's way, in process", times[nameof(PageBenchmarks.Newtonsoft)], "ms");
        report.Compare(name, times[nameof(PageBenchmarks.Module)], "System.Text.Json to PSObject", times[nameof(PageBenchmarks.SystemText)], "ms");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            var figures = await Pwsh.MeasureAsync("Pages/pages.ps1", new Dictionary<string, string> { ["BENCH_MODULE"] = Repository.Manifest, ["BENCH_PAGE"] = file });
            report.Compare("pwsh: " + name, figures["module"], "ConvertFrom-Json", figures["convertFromJson"], "ms", Limit);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Dictionary<string, double> Measure(string text)
    {
        PageBenchmarks.Text = text;
        var job = Job.ShortRun.WithIterationCount(9).WithToolchain(InProcessEmitToolchain.DontLogOutput);
        var summary = BenchmarkRunner.Run<PageBenchmarks>(ManualConfig.CreateEmpty().AddJob(job).AddLogger(NullLogger.Instance).AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .WithArtifactsPath(Directory.CreateTempSubdirectory("walmart-bench-").FullName));
        return summary.Reports.ToDictionary(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name, r => (r.ResultStatistics ?? throw new InvalidOperationException("BenchmarkDotNet measured nothing.")).Median / 1e6);
    }
}
