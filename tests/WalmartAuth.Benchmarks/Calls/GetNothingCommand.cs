using System.Management.Automation;

namespace WalmartAuth.Benchmarks.Calls;

/// <summary>A cmdlet that only writes one object: the cost of PowerShell itself.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet
{
    private static readonly object Nothing = new();

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Nothing);
}
