using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http.Downloads;
using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Http;

/// <summary>
/// Sends a call: makes an attempt, then returns, renews the token, retries or throws, depending on the response. The module
/// sends every request through it. Thread-safe; one per session.
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

    /// <summary>The deprecation notices in the responses, one sentence each.</summary>
    public IReadOnlyList<string> Deprecations => endpoints.Deprecations;

    /// <summary>Sends the call until it succeeds, fails permanently, or may not be retried.</summary>
    /// <param name="request">The call.</param>
    /// <param name="authorizer">Provides the authorization.</param>
    /// <param name="budget">The limits of the call.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="WalmartException">What went wrong; a <see cref="WalmartApiException"/> for an error response from Walmart.</exception>
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

            // The token may expire during a wait, so the next attempt requests a valid one.
            renewed = renewed?.IsExpired(clock.Monotonic) == true ? null : renewed;
        }
    }

    /// <summary>Makes one of the module's own requests. Returns the text of the response, with everything that was sent redacted, and the gateway's time.</summary>
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
            // A failure of the token request has already been retried, within the same budget.
            var authorization = request.IsAnonymous ? null : renewed ?? await authorizer.AuthorizeAsync(budget, cancellation).ConfigureAwait(false);
            try
            {
                var response = await sender.SendAsync(request, authorization, attempt, budget.Output, cancellation).ConfigureAwait(false);

                // Another host says nothing about the gateway's limit.
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

    /// <summary>A new authorization after a rejected one (contract §2, §5): one new token per call, and none for an endpoint that also rejects new tokens.</summary>
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

    /// <summary>How long to wait before the next attempt; null if there is none.</summary>
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

    /// <summary>The outcome of an attempt: a response, with its error if it failed, or no response.</summary>
    private readonly record struct Outcome(ApiResponse? Response, ErrorResponse? Error, WalmartException? Failure)
    {
        /// <summary>What authorized the request at the responding host. Another host says nothing about the token, because it never received it.</summary>
        public RequestAuthorization? Authorization => Response is { IsFromOtherHost: false } response ? response.Authorization : null;

        /// <summary>The authorization that the response rejects.</summary>
        public RequestAuthorization? RejectedAuthorization => Error is not null && ApiErrors.IsTokenRejection(Error) ? Authorization : null;
    }
}
