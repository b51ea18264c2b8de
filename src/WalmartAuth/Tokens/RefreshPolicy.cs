namespace WalmartAuth.Tokens;

/// <summary>The two windows in a token's lifetime, on the monotonic clock: in the first, a renewal is advisable; in the second, mandatory.</summary>
internal static class RefreshPolicy
{
    /// <summary>If only one process uses the token.</summary>
    public const double AdvisoryShare = 0.75;

    // If processes share it: each has its own point, or all of them would renew it in the same second. No point is before 70 %
    // of the lifetime, so that processes that work for ten minutes need only one token of fifteen minutes.
    private const double EarliestSharedShare = 0.70;
    private const double LatestSharedShare = 0.85;

    // For a lifetime below four minutes, so that even a short one has time for a background renewal before callers wait.
    private const double MandatoryShare = 1 / 8d;
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);

    /// <summary>This process's own point in the lifetime of a shared token, random for each token.</summary>
    /// <param name="random">A random number from 0 to 1.</param>
    public static double DrawSharedShare(double random) => EarliestSharedShare + ((LatestSharedShare - EarliestSharedShare) * random);

    /// <summary>True after 75 % of the lifetime, or after this process's own point for a shared token: renew in the background while calls continue to use this token.</summary>
    public static bool ShouldRefresh(AccessToken token, TimeSpan now) =>
        token.Life is { } life && now - token.ObtainedAt >= TimeSpan.FromTicks((long)(life.Ticks * token.RenewalShare));

    /// <summary>True for the last 30 s (for a short lifetime, the last eighth): callers wait for a new one.</summary>
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
