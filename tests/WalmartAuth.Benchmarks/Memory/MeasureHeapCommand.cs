using System.Management.Automation;

namespace WalmartAuth.Benchmarks.Memory;

/// <summary>The end of a pipeline: counts objects and, from time to time, measures live memory. Writes a <see cref="HeapCurve"/>.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Heap")]
public sealed class MeasureHeapCommand : PSCmdlet
{
    private readonly HeapCurve curve = new();

    /// <summary>The number of objects between two measurements.</summary>
    [Parameter(Mandatory = true)]
    public int Every { get; set; }

    /// <summary>The pipeline object.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (++curve.Count % Every == 0)
        {
            curve.LiveKiB.Add(GC.GetTotalMemory(forceFullCollection: true) / 1024.0);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(curve);
}
