using System.Management.Automation;
using WalmartAuth.Errors;

namespace WalmartAuth.Commands;

/// <summary>Errors as PowerShell shows them.</summary>
internal static class ErrorRecordExtensions
{
    /// <summary>The record of an error: its stable id, category, target and next step.</summary>
    public static ErrorRecord ToErrorRecord(this WalmartException error)
    {
        var category = (ErrorCategory)Enum.Parse(typeof(ErrorCategory), ErrorCatalog.Get(error.ErrorId).Category);
        return new ErrorRecord(error, error.ErrorId.ToString(), category, error.Target)
        {
            ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.RecommendedAction },
        };
    }
}
