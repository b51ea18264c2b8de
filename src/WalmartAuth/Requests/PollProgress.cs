using WalmartAuth.Common;

namespace WalmartAuth.Requests;

/// <summary>The shared progress display for all inputs that a cmdlet polls.</summary>
internal sealed class PollProgress
{
    private readonly ICmdletOutput output;
    private int waiting;

    public PollProgress(ICmdletOutput output) => this.output = output;

    public void Begin() => Interlocked.Increment(ref waiting);

    /// <summary>Shows the state of one of them.</summary>
    public void Show(string target, string state)
    {
        var count = Volatile.Read(ref waiting);
        var status = count > 1 ? RequestMessages.SeveralAreWaitedFor(count, target, state) : state;
        output.Progress(new ProgressState(ProgressState.Polling, count > 1 ? RequestMessages.WaitingForUntil : $"Waiting for {target}", status));
    }

    public void End()
    {
        if (Interlocked.Decrement(ref waiting) == 0)
        {
            output.Progress(new ProgressState(ProgressState.Polling, RequestMessages.WaitingForUntil, "done", IsDone: true));
        }
    }
}
