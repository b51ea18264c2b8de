using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>The token call, <c>POST /v3/token</c> (contract §2).</summary>
internal sealed class TokenClient
{
    /// <summary>For a token that a user waits for outside a call: Connect-Walmart, Get-WalmartToken.</summary>
    public static readonly RetryPolicy Foreground = new() { MaximumRetryCount = 3, MaximumWait = TimeSpan.FromSeconds(60) };

    private const string Path = "v3/token";

    private readonly RequestSender sender;
    private readonly Gateway gateway;
    private readonly TokenGrant grant;
    private readonly IClock clock;
    private readonly TimeSpan timeout;

    /// <param name="invoker">The connections.</param>
    /// <param name="gateway">The gateway of the token call.</param>
    /// <param name="grant">The grant to use.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="timeout">The time limit for one attempt.</param>
    /// <param name="counters">Counts the requests.</param>
    public TokenClient(HttpMessageInvoker invoker, Gateway gateway, TokenGrant grant, IClock clock, TimeSpan timeout, SessionCounters counters)
    {
        sender = new RequestSender(invoker, gateway, clock);
        this.gateway = gateway;
        this.grant = grant;
        this.clock = clock;
        this.timeout = timeout;
        Counters = counters;
    }

    /// <summary>The address that issues the token, to which the token is bound.</summary>
    public Uri Issuer => gateway.BaseAddress;

    public SessionCounters Counters { get; }

    /// <summary>The budget of a token request that a user waits for outside a call.</summary>
    public CallBudget CreateBudget(ICmdletOutput output) => new(Foreground, timeout, clock, output);

    /// <summary>The budget of a token request that no caller waits for: the cache retries later, with growing delays.</summary>
    public CallBudget CreateBackgroundBudget() => new(RetryPolicy.None, timeout, clock, NullOutput.Instance);

    /// <summary>Requests a token.</summary>
    /// <param name="refreshToken">The newest refresh token, if known.</param>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="cancellation">Stops the request.</param>
    /// <exception cref="WalmartException">CredentialRejected or another failure. SecretShapeNotSupported: a private key is never sent.</exception>
    public async Task<TokenResponse> RequestAsync(SecretText? refreshToken, CallBudget budget, CancellationToken cancellation)
    {
        if (CredentialShape.HasKey(grant.Credential))
        {
            throw new WalmartException(WalmartErrorId.SecretShapeNotSupported, TokenMessages.CredentialHasFlaw(gateway.SessionName.Length > 0 ? gateway.SessionName + ": " : "", CredentialShape.FindFlaw(grant.Credential)), target: gateway.SessionName, recommendedAction: CredentialShape.NextStepForKey);
        }

        Counters.CountTokenRequest();
        var request = new ApiRequest
        {
            Method = HttpMethod.Post,
            Address = new Uri(gateway.BaseAddress, Path),
            PathTemplate = "/" + Path,
            Gateway = gateway,
            Body = new RequestBody(() => new FormUrlEncodedContent(CreateForm(refreshToken))),
            Headers = grant.Type != GrantType.ClientCredentials && gateway.PartnerId is { } partner ? [new(HeaderNames.PartnerId, partner)] : [],
            CorrelationId = Guid.NewGuid().ToString(),
            Timeout = timeout < budget.Timeout ? timeout : budget.Timeout,
            IsTokenRequest = true,
        };

        // A separate client, so that the request limit in one token response does not delay another request.
        var client = new ApiClient(gateway, sender, clock, new SessionCounters());
        using var response = await client.SendAsync(request, new FixedAuthorizer(new BasicAuthorization(grant, refreshToken, gateway)), budget, cancellation).ConfigureAwait(false);
        var (token, life, newest) = TokenResponseParser.Read(response.Text!.Value, gateway.DisplayName);

        // Client credentials need no refresh token (contract §2), and with one, the next renewal would use another grant.
        var refresh = grant.Type != GrantType.ClientCredentials && newest is not null ? new SecretText(newest) : null;
        return new TokenResponse(new SecretText(token), life, refresh, response.SentAt, clock.UtcNow - (clock.Monotonic - response.SentAt), response.Message.Headers.Date);
    }

    /// <summary>The error of a caller that cannot wait any longer for another caller's request.</summary>
    public WalmartException CreateTimeoutError() =>
        new(WalmartErrorId.Timeout, TokenMessages.TokenCallTimedOut(Path, gateway.DisplayName), target: $"POST /{Path}");

    private List<KeyValuePair<string, string>> CreateForm(SecretText? refreshToken) => (refreshToken ?? grant.RefreshToken) is { } newest
        ? [new("grant_type", "refresh_token"), new("refresh_token", newest.Reveal())]
        : grant.Type == GrantType.AuthorizationCode
        ? [new("grant_type", "authorization_code"), new("code", grant.Code!.Reveal()), new("redirect_uri", grant.RedirectUri!.OriginalString)]
        : [new("grant_type", "client_credentials")];
}
