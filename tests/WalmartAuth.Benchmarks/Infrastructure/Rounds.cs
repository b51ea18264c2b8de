using System.Diagnostics;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>Measures several things in turns, so that other load on the machine affects all of them equally.</summary>
internal static class Rounds
{
    // Times were observed to fall for this long, because this process and the emulator recompile their hot code twice.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs each in turns until all are warm: the runtime recompiles hot code in the background, and framework code
    /// is precompiled.
    /// </summary>
    public static void Warm(params Action[] runs)
    {
        var time = Stopwatch.StartNew();
        do
        {
            foreach (var run in runs)
            {
                run();
            }
        }
        while (time.Elapsed < WarmUp);
    }

    /// <summary>The median milliseconds of each, after one warm-up round.</summary>
    public static double[] Medians(int rounds, params Action[] runs)
    {
        var times = runs.Select(_ => new List<double>(rounds)).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var time = Stopwatch.StartNew();
                runs[i]();
                if (round >= 0)
                {
                    times[i].Add(time.Elapsed.TotalMilliseconds);
                }
            }
        }

        return times.Select(Median).ToArray();
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The KiB allocated by one run, in the whole process.</summary>
    public static double AllocatedKiB(Action run)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        run();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / 1024.0;
    }
}
