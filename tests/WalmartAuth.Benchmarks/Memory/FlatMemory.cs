using System.Diagnostics;
using WalmartAuth.Benchmarks.Calls;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Memory;

/// <summary>Memory over many pages, many records and a large file: live memory must not grow.</summary>
internal static class FlatMemory
{
    private const int RowsOfPage = 200;
    private const double Flat = 1024;
    private const double FlatFile = 64 * 1024;

    public static async Task RunAsync(bool full, Report report)
    {
        var pages = full ? 1000 : 200;
        var records = full ? 100_000 : 20_000;
        var megabytes = full ? 1024 : 256;
        await using var harness = await CallHarness.CreateAsync(items: pages * RowsOfPage, rowBytes: 256);
        OverRows(report, harness, $"{pages:#,0} pages of {RowsOfPage} rows", pages * RowsOfPage, "Invoke-WalmartApi /v3/items -Query @{ limit = 200; nextCursor = '*' } -All | Measure-Heap -Every $every");
        OverRows(report, harness, $"{records:#,0} piped records, 16 at once", records, "& { for ($i = 0; $i -lt $count; $i++) { [pscustomobject]@{ Sku = 'SKU-000001' } } } | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 16 | Measure-Heap -Every $every");
        OverFile(report, harness, megabytes);
    }

    private static void OverRows(Report report, CallHarness harness, string what, int rows, string script)
    {
        var time = Stopwatch.StartNew();
        var curve = (HeapCurve)harness.Engine.Run(script, ("every", rows / 10), ("count", rows))[0].BaseObject;
        var where = curve.Count == rows ? $"in {time.Elapsed.TotalSeconds:0} s, after a tenth: {Report.Number(curve.LiveKiB[0])} KiB live" : $"only {curve.Count} came";
        report.Limit($"Growth over {what}", curve.Growth, "KiB", Flat, where);
    }

    private static void OverFile(Report report, CallHarness harness, int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("walmart-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "file");
            var path = $"/_emulator/bytes?count={megabytes * 1024L * 1024}";
            harness.Run($"Invoke-WalmartApi '/_emulator/bytes?count=1048576' -OutFile '{file}'");
            GC.Collect();
            var before = Environment.WorkingSet / 1024.0;
            using var watch = new PeakWatch();
            var times = Rounds.Medians(1, () => harness.Run($"Invoke-WalmartApi '{path}' -OutFile '{file}'"), () => harness.Bare.DownloadAsync(path, file).GetAwaiter().GetResult());
            report.Limit($"Working set growth over a download of {megabytes:#,0} MB", watch.PeakKiB - before, "KiB", FlatFile, $"before: {Report.Number(before)} KiB");
            report.Compare($"A download of {megabytes:#,0} MB", times[0], "bare HttpClient", times[1], "ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

    }
}
