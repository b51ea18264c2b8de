using System.Management.Automation;

namespace WalmartAuth.Benchmarks.Calls;

/// <summary>A call through <see cref="BareClient"/>: a minimal cmdlet, so that both measurements include PowerShell's own cost.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Bare")]
public sealed class InvokeBareCommand : PSCmdlet
{
    private readonly Queue<Task<object?>> calls = new();

    /// <summary>The path, or its beginning if records come from the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>The <see cref="BareClient"/>.</summary>
    [Parameter(Mandatory = true)]
    public object? Client { get; set; }

    /// <summary>The number of calls at once.</summary>
    [Parameter]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>The rest of the path.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string Sku { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        calls.Enqueue(((BareClient)Client!).GetAsync(Path + Sku));
        while (calls.Count >= ThrottleLimit)
        {
            WriteFirst();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (calls.Count > 0)
        {
            WriteFirst();
        }
    }

    private void WriteFirst() => WriteObject(calls.Dequeue().GetAwaiter().GetResult());
}
