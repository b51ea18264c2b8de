using System.Management.Automation;

namespace WalmartAuth.Common;

/// <summary>Which exceptions a cmdlet turns into an error.</summary>
internal static class ExceptionExtensions
{
    /// <summary>
    /// True for an exception that a cmdlet reports as one error; false for those by which PowerShell stops or leaves a
    /// pipeline (Ctrl+C, break, -ErrorAction Stop), and for those that no program can handle.
    /// </summary>
    public static bool IsRecoverable(this Exception exception) =>
        exception is not (OutOfMemoryException or StackOverflowException or AccessViolationException or ThreadAbortException)
        && exception.GetType().Assembly != typeof(PSObject).Assembly;
}
