using System.Diagnostics;
using WalmartAuth.Benchmarks.Calls;
using WalmartAuth.Benchmarks.Infrastructure;
using WalmartAuth.Benchmarks.Import;
using WalmartAuth.Benchmarks.Memory;
using WalmartAuth.Benchmarks.Pages;
using WalmartAuth.Benchmarks.Sellers;
using WalmartAuth.Benchmarks.Sharing;
using WalmartAuth.Benchmarks.Tokens;
using WalmartAuth.Benchmarks.Watching;

namespace WalmartAuth.Benchmarks;

/// <summary>The benchmarks, by area.</summary>
internal static class Areas
{
    public static IReadOnlyDictionary<string, Func<bool, Report, Task>> All { get; } = new Dictionary<string, Func<bool, Report, Task>>
    {
        ["tokens"] = async (_, report) =>
        {
            await TokenRequestCounts.RunAsync(report);
            await RenewalStall.RunAsync(report);
            await TokenFromStore.RunAsync(report);
            SessionChurn.Run(report);
        },
        ["calls"] = async (_, report) =>
        {
            await SequentialCalls.RunAsync(report);
            await FanOut.RunAsync(report);
            await PwshCalls.RunAsync(report);
        },
        ["sellers"] = async (_, report) => await ManySellers.RunAsync(report),
        ["shared"] = async (_, report) =>
        {
            await TenMinutes.RunAsync(report);
            await FreshProcess.RunAsync(report);
        },
        ["emulator"] = async (_, report) => await OpenPage.RunAsync(report),
        ["pages"] = async (_, report) => await PageParsing.RunAsync(report),
        ["memory"] = async (full, report) => await FlatMemory.RunAsync(full, report),
        ["import"] = async (_, report) => await ImportTime.RunAsync(report),
    };

    /// <summary>Measures and prints the table.</summary>
    public static async Task RunAsync(bool full, IReadOnlyCollection<string> names)
    {
        var report = new Report();
        foreach (var (name, run) in All)
        {
            if (names.Contains(name))
            {
                var time = Stopwatch.StartNew();
                try
                {
                    await run(full, report);
                }
                catch (Exception e)
                {
                    // Earlier measurements still get their rows.
                    Console.Error.WriteLine(e);
                    report.Add(name, "failed: " + e.Message, isMet: false);
                }

                Console.Error.WriteLine($"{name}: {time.Elapsed.TotalSeconds:0} s");
            }
        }

        report.Print();
    }
}
