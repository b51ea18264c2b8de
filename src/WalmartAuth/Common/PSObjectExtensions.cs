using System.Management.Automation;

namespace WalmartAuth.Common;

internal static class PSObjectExtensions
{
    /// <summary>The value itself, if PowerShell has wrapped it in a PSObject.</summary>
    public static object? Unwrap(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
