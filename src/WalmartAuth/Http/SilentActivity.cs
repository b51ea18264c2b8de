namespace WalmartAuth.Http;

/// <summary>Says nothing: for work that nobody watches, such as a renewal in the background.</summary>
internal sealed class SilentActivity : IActivity
{
    public static readonly SilentActivity Instance = new();

    private SilentActivity()
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

    public void Progress(ActivityProgress progress)
    {
    }
}
