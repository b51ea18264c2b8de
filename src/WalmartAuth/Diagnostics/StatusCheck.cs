using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>Walmart's word on its own APIs, and a second opinion on the token.</summary>
internal static class StatusCheck
{
    /// <summary>True where this call shows that the token is not accepted, or does not refute token detail, which said so.</summary>
    public static async Task<bool> RunAsync(TestRun run, AccessToken? token, TokenDetail? detail, CancellationToken cancellation)
    {
        if (token is null || run.Obstacle is not null && Reachability.EndedAt(run.Obstacle, isTokenCall: false) is not null)
        {
            run.Checks.Skip("ApiStatus", token is null ? "there is no token to ask with" : TestRun.NotReached);
            return false;
        }

        try
        {
            var troubled = await ApiStatus.AskAsync(run.Client, run.Authorize(token), run.CreateBudget(RetryPolicy.None), cancellation).ConfigureAwait(false);
            run.DetailFailure = null;
            run.Checks.Decide("ApiStatus", troubled.Count == 0 ? null : $"Walmart reports trouble with {string.Join(", ", troubled.Take(10))}.", "Wait until Walmart has mended it.");
        }
        catch (WalmartException e) when (e.ErrorId is WalmartErrorId.TokenRejected or WalmartErrorId.TokenExpired)
        {
            run.Checks.Fail("ApiStatus", e.Message, e.RecommendedAction);
            return true;
        }
        catch (WalmartException e)
        {
            if (run.Subject.Grant is null && detail is null)
            {
                // A token brought along, and no call that could have shown whether it is accepted.
                run.Obstacle ??= e;
            }

            run.Checks.Skip("ApiStatus", e.ErrorId is WalmartErrorId.NotFound or WalmartErrorId.InsufficientScope ? "this gateway does not tell" : e.Message);
        }

        // The supplier host is not known to have token detail, so its word on it is none on the token (contract §3).
        return run.DetailFailure?.ErrorId == WalmartErrorId.TokenRejected && run.Subject.Gateway.Program == WalmartProgram.Marketplace;
    }
}
