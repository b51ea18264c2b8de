using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>
/// What follows on a rejected token: one fresh token and one resend (contract §2, §5), and no more of them for an endpoint
/// that rejects fresh ones too.
/// </summary>
internal sealed class TokenRenewal
{
    private readonly ITokenSource tokens;
    private readonly IClock clock;
    private readonly EndpointMap<FreshTokenRejection> rejections = new();

    public TokenRenewal(ITokenSource tokens, IClock clock)
    {
        this.tokens = tokens;
        this.clock = clock;
    }

    /// <summary>The token to send the call with once more; null where there is none, or where another one would be of no use.</summary>
    /// <param name="request">The call.</param>
    /// <param name="rejected">The token that it bore.</param>
    /// <param name="replacement">The same, where it had been got in place of another for this very call.</param>
    /// <param name="output">Where to say so.</param>
    /// <param name="cancellation">Stops the token call, as far as it is this caller's.</param>
    public async Task<AccessToken?> RenewAsync(ApiRequest request, AccessToken rejected, AccessToken? replacement, ICmdletOutput output, CancellationToken cancellation)
    {
        var known = rejections.Of(request.Endpoint);

        // A token that was already on its way when the old one was rejected is not fresh: it may be revoked as well.
        if (replacement is { IsRoutine: false })
        {
            known.Note(rejected, clock.Monotonic);
            return null;
        }

        if (!request.CanReplay || known.IsOf(rejected, clock.Monotonic))
        {
            return null;
        }

        var renewed = await tokens.ReplaceAsync(rejected, output, cancellation).ConfigureAwait(false);
        return renewed is null || renewed.Value.SameAs(rejected.Value) ? null : renewed;
    }

    /// <summary>True where the token had been fetched anew for this endpoint and was rejected all the same.</summary>
    public bool WasFresh(ApiRequest request, AccessToken? token) =>
        token is not null && rejections.Of(request.Endpoint).IsOf(token, clock.Monotonic);
}
