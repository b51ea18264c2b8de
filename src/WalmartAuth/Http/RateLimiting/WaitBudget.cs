using System.Globalization;
using WalmartAuth.Common;

namespace WalmartAuth.Http.RateLimiting;

/// <summary>
/// The waits of one logical call: each visible and cancellable, all together under a limit. A wait that would go over
/// it is not begun.
/// </summary>
internal sealed class WaitBudget
{
    private readonly IClock clock;
    private readonly ICmdletOutput output;
    private TimeSpan left;

    public WaitBudget(TimeSpan limit, IClock clock, ICmdletOutput output)
    {
        left = limit;
        this.clock = clock;
        this.output = output;
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
        output.Verbose(string.Format(CultureInfo.InvariantCulture, "Waiting {0:0.0} s: {1}.", time.TotalSeconds, reason));
        if (time >= TimeSpan.FromSeconds(1))
        {
            output.Progress(new ProgressState(ProgressState.Waiting, "Waiting for Walmart", reason, SecondsLeft: seconds));
        }

        await clock.Delay(time, cancellation).ConfigureAwait(false);
        if (time >= TimeSpan.FromSeconds(1))
        {
            output.Progress(new ProgressState(ProgressState.Waiting, "Waiting for Walmart", reason, IsDone: true));
        }
    }

    /// <summary>The error of a bucket that stays empty for longer than may be waited; nothing was sent.</summary>
    public WalmartException TooLong(string method, string path, string place, TimeSpan wait)
    {
        var at = clock.UtcNow + wait;
        return new WalmartException(
            WalmartErrorId.Throttled,
            string.Format(CultureInfo.InvariantCulture, "The request limit of {0} {1} ({2}) is used up until {3}, {4:0} s from now; that is longer than -MaximumWaitSec allows. Nothing was sent.", method, path, place, UtcText.Format(at), Math.Ceiling(wait.TotalSeconds)),
            target: $"{method} {path}",
            recommendedAction: $"Try again after {UtcText.Format(at)}, call less often, or allow a longer wait with -MaximumWaitSec.");
    }
}
