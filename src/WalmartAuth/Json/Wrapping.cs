using System.Management.Automation;

namespace WalmartAuth.Json;

/// <summary>PowerShell wraps what passes through it; what is inside counts.</summary>
internal static class Wrapping
{
    /// <summary>The value itself, where PowerShell has wrapped it.</summary>
    public static object? Unwrap(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
