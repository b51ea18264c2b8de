namespace WalmartAuth.Tokens;

/// <summary>The two windows in a token's life, on the monotonic clock: the first asks for a renewal, the second demands it.</summary>
internal static class RefreshPolicy
{
    /// <summary>Where one process alone uses the token.</summary>
    public const double AdvisoryShare = 0.75;

    // Where processes share it: each has a point of its own, or all of them would renew it in the same second.
    private const double EarliestSharedShare = 0.60;
    private const double SharedShareRange = 0.25;

    // Of a life below four minutes: so that even a short one has time for a renewal in the background before callers wait.
    private const double MandatoryShare = 1 / 8d;
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);

    /// <summary>This process's own point in the life of a token that processes share, drawn for each token.</summary>
    /// <param name="random">A random number from 0 to 1.</param>
    public static double DrawSharedShare(double random) => EarliestSharedShare + (SharedShareRange * random);

    /// <summary>True from 75 % of the life on, or from this process's own point in the life of a shared token: renew in the background while calls go on with this token.</summary>
    public static bool ShouldRefresh(AccessToken token, TimeSpan now) =>
        token.Life is { } life && now - token.ObtainedAt >= TimeSpan.FromTicks((long)(life.Ticks * token.RenewalShare));

    /// <summary>True for the last 30 s (of a short life, the last eighth): callers wait for a new one.</summary>
    public static bool MustRefresh(AccessToken token, TimeSpan now)
    {
        if (token.Life is not { } life)
        {
            return false;
        }

        var margin = TimeSpan.FromTicks((long)(life.Ticks * MandatoryShare));
        return token.Remaining(now) <= (margin < LongestMargin ? margin : LongestMargin);
    }
}
