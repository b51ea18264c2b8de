namespace WalmartAuth.Benchmarks.Memory;

/// <summary>The live memory of the process during a pipeline.</summary>
internal sealed class HeapCurve
{
    /// <summary>The number of objects.</summary>
    public int Count { get; set; }

    /// <summary>Live KiB at each measurement.</summary>
    public List<double> LiveKiB { get; } = [];

    /// <summary>The growth in KiB from the first measurement to the last.</summary>
    public double Growth => LiveKiB[^1] - LiveKiB[0];
}
