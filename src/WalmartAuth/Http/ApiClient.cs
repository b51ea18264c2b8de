using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http.Downloads;
using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Http;

/// <summary>
/// Sends a call: attempts it, and returns, renews, retries or throws as the answer asks. The one way in which the module
/// sends anything. Safe from any thread; one for each session.
/// </summary>
internal sealed class ApiClient
{
    private readonly Gateway gateway;
    private readonly RequestSender sender;
    private readonly IClock clock;
    private readonly SessionCounters counters;
    private readonly EndpointMap endpoints = new();

    public ApiClient(Gateway gateway, RequestSender sender, IClock clock, SessionCounters counters)
    {
        this.gateway = gateway;
        this.sender = sender;
        this.clock = clock;
        this.counters = counters;
    }

    /// <summary>What the answers said about the end of their endpoints, a sentence each.</summary>
    public IReadOnlyList<string> Deprecations => endpoints.Deprecations;

    /// <summary>Sends the call until it succeeds, fails for good, or may not be retried.</summary>
    /// <param name="request">The call.</param>
    /// <param name="authorizer">Gets what authorizes it.</param>
    /// <param name="budget">What the call may take.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="WalmartException">What went wrong; a <see cref="WalmartApiException"/> where Walmart said it.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, IRequestAuthorizer authorizer, CallBudget budget, CancellationToken cancellation)
    {
        var endpoint = endpoints.GetOrAdd(request);
        RequestAuthorization? renewed = null;
        var start = clock.Monotonic;
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await AttemptAsync(request, authorizer, renewed, endpoint, attempt, budget, cancellation).ConfigureAwait(false);
            if (outcome.Response is { Message.IsSuccessStatusCode: true } success)
            {
                return success;
            }

            if (await RenewAsync(request, authorizer, renewed, endpoint, outcome, budget, cancellation).ConfigureAwait(false) is { } other)
            {
                // The renewal is not a retry: the call has its full number of attempts.
                outcome.Response!.Dispose();
                counters.CountRetry();
                renewed = other;
                attempt--;
                continue;
            }

            if (GetRetryDelay(request, outcome, attempt, budget) is not { } delay)
            {
                return ReturnOrThrow(request, outcome, endpoint, attempt, clock.Monotonic - start);
            }

            outcome.Response?.Dispose();
            counters.CountRetry();
            await WaitForRetryAsync(request, outcome, delay, budget, cancellation).ConfigureAwait(false);

            // A wait may outlast the token; the next attempt asks for one that is good then.
            renewed = renewed?.IsExpired(clock.Monotonic) == true ? null : renewed;
        }
    }

    /// <summary>Asks the gateway a question of the module's own: the text of the answer, with everything that was sent taken out of it, and the gateway's time.</summary>
    public async Task<(string Text, DateTimeOffset? Date)> GetTextAsync(string path, IRequestAuthorizer authorizer, CallBudget budget, CancellationToken cancellation)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Get,
            Address = new Uri(gateway.BaseAddress, path.TrimStart('/')),
            Gateway = gateway,
            PathTemplate = path,
            CorrelationId = Guid.NewGuid().ToString(),
            Timeout = budget.Timeout,
        };
        using var response = await SendAsync(request, authorizer, budget, cancellation).ConfigureAwait(false);
        return (RequestSecrets.RedactorFor(response).Redact(response.Text!.Value), response.Message.Headers.Date);
    }

    /// <summary>Waits for the endpoint's request limit, authorizes the request, and sends it once.</summary>
    private async Task<Outcome> AttemptAsync(ApiRequest request, IRequestAuthorizer authorizer, RequestAuthorization? renewed, EndpointState endpoint, int attempt, CallBudget budget, CancellationToken cancellation)
    {
        var isProbe = await endpoint.EnterAsync(request, budget, clock, counters, cancellation).ConfigureAwait(false);
        try
        {
            // What the token request fails with has been retried already, out of the same budget.
            var authorization = request.IsAnonymous ? null : renewed ?? await authorizer.AuthorizeAsync(budget, cancellation).ConfigureAwait(false);
            try
            {
                var response = await sender.SendAsync(request, authorization, attempt, budget.Output, cancellation).ConfigureAwait(false);

                // Another host tells nothing of the gateway's limit.
                endpoint.Report(response.IsFromOtherHost ? RateLimitHeaders.None : response.Throttle, isProbe, clock.Monotonic);
                isProbe = false;
                endpoint.WarnOfDeprecation(response, budget.Output);
                if (!response.Message.IsSuccessStatusCode)
                {
                    return new Outcome(response, ApiErrors.Describe(response, gateway, clock), null);
                }

                if (request.SaveTo is { } path)
                {
                    response.SavedFile = await new FileDownload(clock, budget.Output).SaveAsync(response, path, cancellation).ConfigureAwait(false);
                }

                return new Outcome(response, null, null);
            }
            catch (WalmartException e) when (e.ErrorId is WalmartErrorId.ConnectionFailed or WalmartErrorId.Timeout)
            {
                return new Outcome(null, null, e);
            }
        }
        finally
        {
            if (isProbe)
            {
                endpoint.ReleaseProbe();
            }
        }
    }

    /// <summary>Another authorization after a rejected one (contract §2, §5): one fresh token a call, and none for an endpoint that rejects fresh ones too.</summary>
    private async Task<RequestAuthorization?> RenewAsync(ApiRequest request, IRequestAuthorizer authorizer, RequestAuthorization? renewed, EndpointState endpoint, Outcome outcome, CallBudget budget, CancellationToken cancellation)
    {
        if (outcome.RejectedAuthorization is not { } rejected)
        {
            return null;
        }

        if (renewed is { WasPrefetched: false })
        {
            endpoint.RecordRejection(rejected, clock.Monotonic);
            return null;
        }

        return request.CanReplay && !endpoint.HasRejected(rejected, clock.Monotonic)
            ? await authorizer.RenewAsync(rejected, budget, cancellation).ConfigureAwait(false)
            : null;
    }

    /// <summary>How long to wait before the next attempt; null where there is none.</summary>
    private TimeSpan? GetRetryDelay(ApiRequest request, Outcome outcome, int attempt, CallBudget budget)
    {
        var isAllowed = outcome.Response is { } response
            ? budget.Policy.AllowsRetry(request, response.StatusCode)
            : budget.Policy.AllowsUnknownOutcome(request);
        var delay = outcome.Response?.Throttle.Wait ?? budget.Policy.GetDelay(attempt, clock.NextRandom());
        return isAllowed && request.CanReplay && budget.CanRetry(delay) ? delay : null;
    }

    private Task WaitForRetryAsync(ApiRequest request, Outcome outcome, TimeSpan delay, CallBudget budget, CancellationToken cancellation)
    {
        if (outcome.Response?.StatusCode == 429)
        {
            counters.CountThrottleWait();
        }

        return budget.WaitForRetryAsync(delay, outcome.Response is { } response ? $"{request.Target} answered {response.StatusCode.ToString(CultureInfo.InvariantCulture)}" : outcome.Failure!.Message, cancellation);
    }

    private ApiResponse ReturnOrThrow(ApiRequest request, Outcome outcome, EndpointState endpoint, int attempts, TimeSpan time)
    {
        if (outcome.Response is not { } response)
        {
            throw outcome.Failure!.AfterAttempts(attempts, time);
        }

        if (request.SkipErrorCheck)
        {
            return response;
        }

        response.Dispose();
        var error = outcome.Authorization is { } authorization
            ? authorization.CreateError(outcome.Error!, endpoint.HasRejected(authorization, clock.Monotonic), clock)
            : ApiErrors.Create(outcome.Error!);
        throw error.AfterAttempts(attempts, time);
    }

    /// <summary>What an attempt came to: an answer, with its error where it failed, or none.</summary>
    private readonly record struct Outcome(ApiResponse? Response, ErrorResponse? Error, WalmartException? Failure)
    {
        /// <summary>What authorized the request at the host that answered: what another host says is nothing about the token, which it never got.</summary>
        public RequestAuthorization? Authorization => Response is { IsFromOtherHost: false } response ? response.Authorization : null;

        /// <summary>The authorization that the answer rejects.</summary>
        public RequestAuthorization? RejectedAuthorization => Error is not null && ApiErrors.IsTokenRejection(Error) ? Authorization : null;
    }
}
