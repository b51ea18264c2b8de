using System.Globalization;
using WalmartAuth.Errors;

namespace WalmartAuth.Http.Throttling;

/// <summary>
/// The waits of one logical call: each visible and cancellable, all together under a limit. A wait that would go over
/// it is not begun.
/// </summary>
internal sealed class WaitBudget
{
    private readonly IClock clock;
    private readonly IActivity activity;
    private TimeSpan left;

    public WaitBudget(TimeSpan limit, IClock clock, IActivity activity)
    {
        left = limit;
        this.clock = clock;
        this.activity = activity;
    }

    /// <summary>True when a wait still fits.</summary>
    public bool Allows(TimeSpan time) => time <= left;

    /// <summary>Takes time off that was waited elsewhere.</summary>
    public void Spend(TimeSpan time) => left -= time;

    /// <summary>Waits, says so, and takes the time off what is left.</summary>
    public async Task WaitAsync(TimeSpan time, string reason, CancellationToken cancellation)
    {
        Spend(time);
        var seconds = (int)Math.Ceiling(time.TotalSeconds);
        activity.Verbose(string.Format(CultureInfo.InvariantCulture, "Waiting {0:0.0} s: {1}.", time.TotalSeconds, reason));
        if (time >= TimeSpan.FromSeconds(1))
        {
            activity.Progress(new ActivityProgress(ActivityProgress.Waiting, "Waiting for Walmart", reason, SecondsLeft: seconds));
        }

        await clock.Delay(time, cancellation).ConfigureAwait(false);
        if (time >= TimeSpan.FromSeconds(1))
        {
            activity.Progress(new ActivityProgress(ActivityProgress.Waiting, "Waiting for Walmart", reason, IsDone: true));
        }
    }

    /// <summary>The error of a bucket that stays empty for longer than may be waited; nothing was sent.</summary>
    public WalmartException TooLong(string method, string path, string place, TimeSpan wait)
    {
        var at = clock.UtcNow + wait;
        return new WalmartException(
            WalmartErrorId.Throttled,
            string.Format(CultureInfo.InvariantCulture, "The request limit of {0} {1} ({2}) is used up until {3}, {4:0} s from now; that is longer than -MaximumWaitSec allows. Nothing was sent.", method, path, place, UtcText.Of(at), Math.Ceiling(wait.TotalSeconds)),
            target: $"{method} {path}",
            recommendedAction: $"Try again after {UtcText.Of(at)}, call less often, or allow a longer wait with -MaximumWaitSec.");
    }
}
