namespace WalmartAuth.Common;

/// <summary>One state of a progress display.</summary>
/// <param name="Id">Which display.</param>
/// <param name="Activity">What is being done.</param>
/// <param name="Status">The progress as text.</param>
/// <param name="Percent">0 to 100, or -1 if unknown.</param>
/// <param name="SecondsLeft">Seconds remaining, or -1 if unknown.</param>
/// <param name="IsDone">True for the last state.</param>
internal sealed record ProgressState(int Id, string Activity, string Status, int Percent = -1, int SecondsLeft = -1, bool IsDone = false)
{
    public const int Waiting = 4101;
    public const int Pages = 4102;
    public const int Records = 4103;
    public const int File = 4104;
    public const int Polling = 4105;
}
