using System.Management.Automation;

namespace WalmartAuth.Tests.Support;

/// <summary>The output of a script, by stream.</summary>
internal sealed record ScriptResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug,
    IReadOnlyList<ProgressRecord> Progress,
    Exception? Thrown)
{
    /// <summary>The only error: non-terminating or thrown.</summary>
    public ErrorRecord Error => Thrown is RuntimeException thrown ? thrown.ErrorRecord : Assert.Single(Errors);

    /// <summary>The error's id before the comma.</summary>
    public string ErrorId => Error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>The only object.</summary>
    public PSObject Single => Assert.Single(Clean.Output);

    /// <summary>This result, after checking that there are no errors.</summary>
    public ScriptResult Clean
    {
        get
        {
            ThrowOnError();
            return this;
        }
    }

    public void ThrowOnError()
    {
        if (Thrown is not null || Errors.Count > 0)
        {
            throw new InvalidOperationException($"The script failed: {Thrown?.Message ?? Errors[0].ToString()}", Thrown ?? Errors[0].Exception);
        }
    }
}
