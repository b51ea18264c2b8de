using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Http;

/// <summary>
/// One authenticated call: token, bucket, attempts, and what each answer asks for. Safe from any thread; one for each
/// session.
/// </summary>
internal sealed class ApiClient
{
    private readonly Gateway gateway;
    private readonly ITokenSource tokens;
    private readonly RequestSender sender;
    private readonly IClock clock;
    private readonly SessionCounters counters;
    private readonly EndpointMap<EndpointBucket> buckets = new();
    private readonly TokenRenewal renewal;

    public ApiClient(Gateway gateway, ITokenSource tokens, RequestSender sender, IClock clock, SessionCounters counters)
    {
        this.gateway = gateway;
        this.tokens = tokens;
        this.sender = sender;
        this.clock = clock;
        this.counters = counters;
        renewal = new TokenRenewal(tokens, clock);
    }

    /// <summary>Sends the call until it succeeds, fails for good, or may not be tried again.</summary>
    /// <exception cref="WalmartException">What went wrong; a <see cref="WalmartApiException"/> where Walmart said it.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, ICmdletOutput output, CancellationToken cancellation)
    {
        counters.CountApiCall();
        var budget = new WaitBudget(request.Retry.MaximumWait, clock, output);
        var bucket = buckets.Of(request.Endpoint);
        AccessToken? replacement = null;
        for (var attempt = 1; ; attempt++)
        {
            var isProbe = await EnterAsync(bucket, request, budget, cancellation).ConfigureAwait(false);
            ApiResponse? response = null;
            WalmartException? failure = null;
            AccessToken? token = null;
            try
            {
                if (!request.IsAnonymous)
                {
                    token = replacement ?? await tokens.GetAsync(output, cancellation).ConfigureAwait(false);
                }

                response = await sender.SendAsync(request, token, attempt, output, cancellation).ConfigureAwait(false);
                bucket.Report(response.Throttle, isProbe, clock.Monotonic);
                isProbe = false;
                await ReceiveAsync(request, response, cancellation).ConfigureAwait(false);
            }
            catch (WalmartException e) when (e.ErrorId is WalmartErrorId.ConnectionFailed or WalmartErrorId.Timeout && RetryPolicy.AllowsUnknownOutcome(request.Method, request.Retry.RetryWrites))
            {
                failure = e;
                response = null;
            }
            finally
            {
                if (isProbe)
                {
                    bucket.Abandon();
                }
            }

            if (response is not null)
            {
                if (response.Message.IsSuccessStatusCode)
                {
                    return response;
                }

                // What another host says is nothing about the token, which it never got.
                var judged = response.IsFromOtherHost ? null : token;
                var error = ApiErrors.Describe(response, gateway, clock);
                if (judged is not null && ApiErrors.IsTokenRejection(error)
                    && await renewal.RenewAsync(request, judged, replacement, output, cancellation).ConfigureAwait(false) is { } renewed)
                {
                    replacement = renewed;
                    response.Dispose();
                    counters.CountRetry();
                    attempt--;
                    continue;
                }

                failure = ApiErrors.Create(error, judged, renewal.WasFresh(request, judged), clock);
                if (!RetryPolicy.AllowsStatus(response.Message.StatusCode, request.Method, request.Retry.RetryWrites)
                    || !MayTryAgain(request, attempt, budget, response.Throttle, out var wait))
                {
                    if (request.SkipErrorCheck)
                    {
                        return response;
                    }

                    response.Dispose();
                    throw failure;
                }

                response.Dispose();
                await PauseAsync(budget, wait, response.StatusCode == 429, $"{request.Target} answered {response.StatusCode.ToString(CultureInfo.InvariantCulture)}", cancellation).ConfigureAwait(false);
            }
            else if (MayTryAgain(request, attempt, budget, RateLimitHeaders.None, out var wait))
            {
                await PauseAsync(budget, wait, false, failure!.Message, cancellation).ConfigureAwait(false);
            }
            else
            {
                throw failure!;
            }

            // A wait may outlast the token; the next try asks for one that is good then.
            replacement = replacement is not null && replacement.IsExpired(clock.Monotonic) ? null : replacement;
            counters.CountRetry();
        }
    }

    private static async Task ReceiveAsync(ApiRequest request, ApiResponse response, CancellationToken cancellation)
    {
        if (request.Receive is null || !response.Message.IsSuccessStatusCode)
        {
            return;
        }

        try
        {
            await request.Receive(response, cancellation).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private bool MayTryAgain(ApiRequest request, int attempt, WaitBudget budget, RateLimitHeaders throttle, out TimeSpan wait)
    {
        wait = throttle.Wait ?? RetryPolicy.Backoff(attempt, request.Retry.RetryInterval, clock.NextRandom());
        return attempt <= request.Retry.MaximumRetryCount && request.CanReplay && budget.Allows(wait);
    }

    private Task PauseAsync(WaitBudget budget, TimeSpan wait, bool isThrottled, string reason, CancellationToken cancellation)
    {
        if (isThrottled)
        {
            counters.CountThrottleWait();
        }

        return budget.WaitAsync(wait, reason, cancellation);
    }

    /// <summary>Waits until the endpoint's bucket may be called. True for the one caller that tries it before the others.</summary>
    private async Task<bool> EnterAsync(EndpointBucket bucket, ApiRequest request, WaitBudget budget, CancellationToken cancellation)
    {
        while (true)
        {
            var entry = bucket.Enter(clock.Monotonic);
            if (entry.Probing is not null)
            {
                var since = clock.Monotonic;
                await entry.Probing.WaitAsync(cancellation).ConfigureAwait(false);
                budget.Spend(clock.Monotonic - since);
            }
            else if (entry.Wait == TimeSpan.Zero)
            {
                return entry.IsProbe;
            }
            else if (!budget.Allows(entry.Wait))
            {
                throw budget.TooLong(request.Method.Method, request.Path, gateway.DisplayName, entry.Wait);
            }
            else
            {
                counters.CountThrottleWait();
                await budget.WaitAsync(entry.Wait, $"the request limit of {request.Endpoint} is used up", cancellation).ConfigureAwait(false);
            }
        }
    }
}
