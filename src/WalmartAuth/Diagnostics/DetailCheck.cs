using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>What token detail says of the token. For a token brought along it is the first call that is made.</summary>
internal static class DetailCheck
{
    /// <summary>The detail; null where it is not to be had.</summary>
    public static async Task<TokenDetail?> RunAsync(TestRun run, AccessToken? token, CancellationToken cancellation)
    {
        if (token is null)
        {
            run.Checks.Skip("TokenDetail", "there is no token");
            return null;
        }

        var asked = run.Now;
        try
        {
            var detail = await run.TokenDetail.GetAsync(run.Authorize(token), run.CreateBudget(TestRun.QuickRetry), cancellation).ConfigureAwait(false);
            if (run.Subject.Grant is null)
            {
                run.Reached(detail.GatewayDate, asked);
            }

            var flaw = detail.IsValid == false ? "Walmart says that the token is not valid."
                : detail.IsChannelMatch == false ? "The channel type does not belong to this credential."
                : null;
            run.Checks.Decide("TokenDetail", flaw, detail.IsChannelMatch == false ? "Use the -ChannelType that was given at onboarding." : "Look at the key in Walmart's developer portal.");
            return detail;
        }
        catch (WalmartException e)
        {
            run.DetailFailure = e;
            return run.Subject.Grant is null ? WithoutDetail(run, e) : WithoutDetailOfOwn(run, e);
        }
    }

    private static TokenDetail? WithoutDetailOfOwn(TestRun run, WalmartException error)
    {
        if (error.ErrorId == WalmartErrorId.NotFound)
        {
            run.Checks.Skip("TokenDetail", "this gateway has no token detail call; it is documented for Marketplace only");
        }
        else
        {
            run.Checks.Fail("TokenDetail", error.Message, error.RecommendedAction);
        }

        return null;
    }

    // For a token brought along this is the first call, and mostly the only one that tells.
    private static TokenDetail? WithoutDetail(TestRun run, WalmartException error)
    {
        if (error is not WalmartApiException && (error.ErrorId is WalmartErrorId.TokenExpired or WalmartErrorId.TokenRejected))
        {
            run.Checks.Skip("Reachability", "nothing was sent");
        }
        else if (!run.IsReached(error, isTokenCall: false))
        {
            run.Checks.Skip("TokenDetail", TestRun.NotReached);
            run.Obstacle = error;
            return null;
        }

        if (error.ErrorId == WalmartErrorId.NotFound)
        {
            return WithoutDetailOfOwn(run, error);
        }

        run.Checks.Fail("TokenDetail", error.Message, error.RecommendedAction);
        run.Obstacle = error.ErrorId is WalmartErrorId.TokenRejected or WalmartErrorId.TokenExpired ? null : error;
        return new TokenDetail(run.Obstacle is null ? false : null, null, new Dictionary<string, string>(), null);
    }
}
