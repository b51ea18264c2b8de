namespace WalmartAuth.Common;

/// <summary>Says nothing: for work that nobody watches, such as a renewal in the background.</summary>
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
