using System.Management.Automation;

namespace WalmartAuth.Benchmarks.Calls;

/// <summary>A cmdlet that writes one object and does no more: what PowerShell itself costs.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet
{
    private static readonly object Nothing = new();

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Nothing);
}
