using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>One caller's way of asking for a token: what it presents, over which connection, and who counts it.</summary>
internal sealed class TokenAsker
{
    private static readonly ResendOptions Foreground = new() { MaximumRetryCount = 3, MaximumWait = TimeSpan.FromSeconds(60) };

    // The slot itself tries again, with growing pauses: a failed attempt in the background hurts nobody.
    private static readonly ResendOptions Background = new() { MaximumRetryCount = 0 };

    private readonly TokenRequester requester;
    private readonly TokenGrant grant;
    private readonly CallCounters counters;

    public TokenAsker(TokenRequester requester, TokenGrant grant, Gateway gateway, CallCounters counters)
    {
        this.requester = requester;
        this.grant = grant;
        this.counters = counters;
        Issuer = gateway.BaseAddress;
    }

    /// <summary>The address that issues the token, to which it stays bound.</summary>
    public Uri Issuer { get; }

    public void CountCacheHit() => counters.CountCacheHit();

    /// <summary>Makes the token call.</summary>
    public Task<TokenAnswer> AskAsync(SecretText? newestRefreshToken, bool inBackground, IActivity activity, CancellationToken cancellation)
    {
        counters.CountTokenRequest();
        if (inBackground)
        {
            counters.CountBackgroundRenewal();
        }

        return requester.RequestAsync(grant, newestRefreshToken, inBackground ? Background : Foreground, activity, cancellation);
    }
}
