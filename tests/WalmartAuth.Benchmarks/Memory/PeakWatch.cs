namespace WalmartAuth.Benchmarks.Memory;

/// <summary>Samples the working set of the process and keeps the largest value.</summary>
internal sealed class PeakWatch : IDisposable
{
    private readonly Timer timer;
    private long peak;

    public PeakWatch() => timer = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 20);

    public double PeakKiB => peak / 1024.0;

    public void Dispose() => timer.Dispose();
}
