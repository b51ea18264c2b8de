using System.Management.Automation;
using WalmartAuth.Common;

namespace WalmartAuth.Commands;

/// <summary>Shows how many records of a pipeline are done, from the second one on and at most a few times a second.</summary>
internal sealed class RecordProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Cmdlet cmdlet;
    private readonly string activity;
    private readonly IClock clock;
    private TimeSpan? shown;

    public RecordProgress(Cmdlet cmdlet, string activity, IClock clock)
    {
        this.cmdlet = cmdlet;
        this.activity = activity;
        this.clock = clock;
    }

    /// <summary>The number of finished records.</summary>
    public int Done { get; private set; }

    public void Next()
    {
        Done++;
        var now = clock.Monotonic;
        if (Done > 1 && (shown is null || now - shown >= Interval))
        {
            shown = now;
            cmdlet.WriteProgress(new ProgressRecord(ProgressState.Records, activity, $"{Done} done"));
        }
    }

    public void Complete()
    {
        if (shown is not null)
        {
            cmdlet.WriteProgress(new ProgressRecord(ProgressState.Records, activity, $"{Done} done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
