namespace WalmartAuth.Benchmarks.Memory;

/// <summary>What the process kept alive along a pipeline.</summary>
internal sealed class HeapCurve
{
    /// <summary>How many objects came.</summary>
    public int Count { get; set; }

    /// <summary>Live KiB at each look.</summary>
    public List<double> LiveKiB { get; } = [];

    /// <summary>KiB from the first look to the last.</summary>
    public double Growth => LiveKiB[^1] - LiveKiB[0];
}
