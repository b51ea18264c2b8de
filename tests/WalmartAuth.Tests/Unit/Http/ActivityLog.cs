using System.Collections.Concurrent;
using WalmartAuth.Common;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>Records the messages of a call.</summary>
internal sealed class ActivityLog : ICmdletOutput
{
    public bool IsVerbose => true;

    public bool IsDebug => true;

    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<ProgressState> Shown { get; } = new();

    public void Verbose(string message) => Lines.Enqueue(message);

    public void Debug(string message) => Lines.Enqueue(message);

    public void Warning(string message) => Lines.Enqueue(message);

    public void Progress(ProgressState progress) => Shown.Enqueue(progress);
}
