using System.Globalization;
using System.Net.Http.Headers;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Tokens;

/// <summary>The token call, <c>POST /v3/token</c> (contract §2).</summary>
internal sealed class TokenClient
{
    private const string Path = "v3/token";

    private readonly HttpMessageInvoker invoker;
    private readonly Gateway gateway;
    private readonly IClock clock;
    private readonly TimeSpan timeout;

    public TokenClient(HttpMessageInvoker invoker, Gateway gateway, IClock clock, TimeSpan timeout)
    {
        this.invoker = invoker;
        this.gateway = gateway;
        this.clock = clock;
        this.timeout = timeout;
    }

    /// <summary>Asks for a token.</summary>
    /// <param name="grant">What to present.</param>
    /// <param name="refreshToken">The newest refresh token, where one is known.</param>
    /// <param name="resend">How often and how long to try again after 429, 5xx and a broken connection; any other 4xx is final (contract §2).</param>
    /// <param name="output">Where to say so.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="WalmartException">CredentialRejected, or what else went wrong.</exception>
    public async Task<TokenResponse> RequestAsync(TokenGrant grant, SecretText? refreshToken, RetryOptions resend, ICmdletOutput output, CancellationToken cancellation)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Post,
            Address = new Uri(gateway.BaseAddress, Path),
            PathTemplate = "/" + Path,
            Gateway = gateway,
            CorrelationId = Guid.NewGuid().ToString(),
            Timeout = timeout,
        };
        var budget = new WaitBudget(resend.MaximumWait, clock, output);
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure, throttle) = await TryAsync(request, grant, refreshToken, attempt, output, cancellation).ConfigureAwait(false);
            if (answer is not null)
            {
                return answer;
            }

            var isTransient = failure is not WalmartApiException { StatusCode: var status } || status is 429 or >= 500;
            var wait = throttle.Wait ?? RetryPolicy.Backoff(attempt, resend.RetryInterval, clock.NextRandom());
            if (!isTransient || failure!.ErrorId == WalmartErrorId.InvalidResponse || attempt > resend.MaximumRetryCount || !budget.Allows(wait))
            {
                throw failure!;
            }

            await budget.WaitAsync(wait, $"the token call failed: {failure.Message}", cancellation).ConfigureAwait(false);
        }
    }

    private async Task<(TokenResponse? Answer, WalmartException? Failure, RateLimitHeaders Throttle)> TryAsync(ApiRequest request, TokenGrant grant, SecretText? refreshToken, int attempt, ICmdletOutput output, CancellationToken cancellation)
    {
        var sentAt = clock.Monotonic;
        var issuedOn = clock.UtcNow;
        using var limit = clock.CancelAfter(timeout, cancellation);
        try
        {
            using var message = CreateMessage(request, grant, refreshToken);
            if (output.IsDebug)
            {
                output.Debug($"POST {request.Address.Host}{request.Path}, headers sent: {HeaderNames.Of(message)}");
            }

            using var answer = await invoker.SendAsync(message, limit.Token).ConfigureAwait(false);
            using var abort = limit.Token.Register(answer.Dispose);
            var text = await ResponseReader.ReadAsync(answer.Content, ResponseReader.MaximumSmallLength, truncate: !answer.IsSuccessStatusCode, request, limit.Token).ConfigureAwait(false);
            if (output.IsVerbose)
            {
                output.Verbose(string.Format(CultureInfo.InvariantCulture, "{0} -> {1} in {2:0} ms (attempt {3}, correlation id {4})", request.Target, (int)answer.StatusCode, (clock.Monotonic - sentAt).TotalMilliseconds, attempt, request.CorrelationId));
            }

            if (output.IsDebug)
            {
                output.Debug($"Headers received: {string.Join(", ", answer.Headers.Select(h => h.Key))}");
            }

            var throttle = RateLimitHeaders.Read(answer.Headers, (int)answer.StatusCode, clock.UtcNow);
            if (answer.IsSuccessStatusCode)
            {
                var (token, life, refresh) = TokenResponseParser.Read(text.Value, gateway.DisplayName);
                return (new TokenResponse(new SecretText(token), life, KeepsRefreshToken(grant) && refresh is not null ? new SecretText(refresh) : null, sentAt, issuedOn, answer.Headers.Date), null, throttle);
            }

            var failure = new ErrorResponse("POST", request.Path, (int)answer.StatusCode, ErrorBodyParser.Parse(text.Value, Secrets(grant, refreshToken)), request.CorrelationId, gateway.DisplayName, throttle.Wait is { } wait ? clock.UtcNow + wait : null)
            {
                Date = answer.Headers.Date,
            };
            return (null, TokenCallErrors.Create(failure, grant), throttle);
        }
        catch (Exception e) when (ConnectionErrors.EndsAttempt(e))
        {
            cancellation.ThrowIfCancellationRequested();
            return (null, ConnectionErrors.Create(e, limit.IsCancellationRequested, request, request.Address, gateway, () => Secrets(grant, refreshToken)), RateLimitHeaders.None);
        }
    }

    private static SecretRedactor Secrets(TokenGrant grant, SecretText? refreshToken) => new(
        grant.Credential.ToBasic(),
        $"{grant.Credential.ClientId}:{grant.Credential.Secret.Reveal()}",
        grant.Credential.Secret.Reveal(),
        grant.Code?.Reveal(),
        grant.RefreshToken?.Reveal(),
        refreshToken?.Reveal());

    // Client credentials need none (contract §2), and with one the next renewal would be of another grant.
    private static bool KeepsRefreshToken(TokenGrant grant) => grant.Type != GrantType.ClientCredentials;

    private HttpRequestMessage CreateMessage(ApiRequest request, TokenGrant grant, SecretText? refreshToken)
    {
        var newest = refreshToken ?? grant.RefreshToken;
        var form = new List<KeyValuePair<string, string>>(3);
        if (newest is not null)
        {
            form.Add(new("grant_type", "refresh_token"));
            form.Add(new("refresh_token", newest.Reveal()));
        }
        else if (grant.Type == GrantType.AuthorizationCode)
        {
            form.Add(new("grant_type", "authorization_code"));
            form.Add(new("code", grant.Code!.Reveal()));
            form.Add(new("redirect_uri", grant.RedirectUri!.OriginalString));
        }
        else
        {
            form.Add(new("grant_type", "client_credentials"));
        }

        var message = new HttpRequestMessage(HttpMethod.Post, request.Address)
        {
            Version = RequestSender.HttpVersion,
            Content = new FormUrlEncodedContent(form),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Basic", grant.Credential.ToBasic());
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        GatewayHeaders.AddCommon(message.Headers, gateway, request.CorrelationId);
        if (grant.Type != GrantType.ClientCredentials && gateway.PartnerId is not null)
        {
            message.Headers.TryAddWithoutValidation(HeaderNames.PartnerId, gateway.PartnerId);
        }

        return message;
    }
}
