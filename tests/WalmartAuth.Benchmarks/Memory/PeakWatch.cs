namespace WalmartAuth.Benchmarks.Memory;

/// <summary>Looks at the process's working set from time to time and keeps the largest.</summary>
internal sealed class PeakWatch : IDisposable
{
    private readonly Timer timer;
    private long peak;

    public PeakWatch() => timer = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 20);

    public double PeakKiB => peak / 1024.0;

    public void Dispose() => timer.Dispose();
}
