namespace WalmartAuth.Common;

/// <summary>Discards all output, for work without a caller, such as a background renewal.</summary>
internal sealed class NullOutput : ICmdletOutput
{
    public static readonly NullOutput Instance = new();

    private NullOutput()
    {
    }

    public bool IsVerbose => false;

    public bool IsDebug => false;

    public void Verbose(string message)
    {
    }

    public void Debug(string message)
    {
    }

    public void Warning(string message)
    {
    }

    public void Progress(ProgressState progress)
    {
    }
}
