using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>One caller's way of asking for a token: what it presents, over which connection, and who counts it.</summary>
internal sealed class TokenAsker
{
    private static readonly RetryOptions Foreground = new() { MaximumRetryCount = 3, MaximumWait = TimeSpan.FromSeconds(60) };

    // The slot itself tries again, with growing pauses: a failed attempt in the background hurts nobody.
    private static readonly RetryOptions Background = new() { MaximumRetryCount = 0 };

    private readonly TokenClient requester;
    private readonly TokenGrant grant;
    private readonly SessionCounters counters;

    public TokenAsker(TokenClient requester, TokenGrant grant, Gateway gateway, SessionCounters counters)
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
    public Task<TokenResponse> AskAsync(SecretText? newestRefreshToken, bool inBackground, ICmdletOutput output, CancellationToken cancellation)
    {
        counters.CountTokenRequest();
        if (inBackground)
        {
            counters.CountBackgroundRenewal();
        }

        return requester.RequestAsync(grant, newestRefreshToken, inBackground ? Background : Foreground, output, cancellation);
    }
}
