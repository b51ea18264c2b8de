using WalmartAuth.Common;

namespace WalmartAuth.Sessions;

/// <summary>A 401 says nothing of its cause; the token detail call says whether it is the token or the call (contract §3, §5).</summary>
internal static class RejectionExplainer
{
    /// <summary>The error with what token detail says of the token; the error as it was where that cannot be found out.</summary>
    public static async Task<WalmartApiException> ExplainAsync(WalmartApiException error, WalmartSession session, ICmdletOutput output, CancellationToken cancellation)
    {
        try
        {
            var detail = await TokenDetail.AskAsideAsync(session, output, cancellation).ConfigureAwait(false);
            return new WalmartApiException(error.ErrorId, $"{error.Message} {Explain(detail)}", error.Failure, error.RecommendedAction, error);
        }
        catch (WalmartException e) when (e.ErrorId is WalmartErrorId.TokenRejected)
        {
            return new WalmartApiException(error.ErrorId, $"{error.Message} Token detail rejects it too.", error.Failure, error.RecommendedAction, error);
        }
        catch (WalmartException e)
        {
            output.Verbose($"What Walmart holds of the token is not known: {e.Message}");
            return error;
        }
    }

    internal static string Explain(TokenDetail detail) =>
        detail.IsValid == false ? "Token detail says that the token is not valid."
        : detail.IsChannelMatch == false ? "Token detail says that the channel type does not belong to this credential."
        : detail.ExpiresOn is { } end ? $"Token detail accepts the token, until {UtcText.Format(end)}: it is this call that is refused, as for another program, market or channel."
        : "Token detail accepts the token: it is this call that is refused, as for another program, market or channel.";
}
