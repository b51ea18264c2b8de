using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using WalmartAuth.Common;
using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Http;

/// <summary>One attempt of a request: headers, time limit, redirects, and the reading of the answer.</summary>
internal sealed class RequestSender
{
    internal const int MaximumRedirects = 10;

    // .NET Framework's handler throws on any version but 1.0 and 1.1; elsewhere TLS negotiates what the gateway offers.
    private static readonly Version HttpVersion =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal) ? new(1, 1) : new(2, 0);

    private readonly HttpMessageInvoker invoker;
    private readonly Gateway gateway;
    private readonly IClock clock;

    public RequestSender(HttpMessageInvoker invoker, Gateway gateway, IClock clock)
    {
        this.invoker = invoker;
        this.gateway = gateway;
        this.clock = clock;
    }

    /// <summary>Sends once and returns the answer, whatever its status. The body of one that is to be saved is left to be read.</summary>
    /// <exception cref="WalmartException">ConnectionFailed, Timeout, InvalidResponse or HostNotAllowed.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, RequestAuthorization? authorization, int attempt, ICmdletOutput output, CancellationToken cancellation)
    {
        using var limit = clock.CancelAfter(request.Timeout, cancellation);
        var started = clock.Monotonic;
        var step = new RedirectStep(request.Address, request.Method, request.Body, request.IsAnonymous);
        HttpRequestMessage? message = null;
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                message?.Dispose();
                message = CreateMessage(request, step, authorization);
                var (response, next) = await SendStepAsync(message, request, step, authorization, started, output, limit.Token).ConfigureAwait(false);
                if (response is not null)
                {
                    if (output.IsVerbose)
                    {
                        output.Verbose(string.Format(CultureInfo.InvariantCulture, "{0} -> {1} in {2:0} ms (attempt {3}, correlation id {4})", request.Target, response.StatusCode, (clock.Monotonic - started).TotalMilliseconds, attempt, request.CorrelationId));
                    }

                    return response;
                }

                step = redirects < MaximumRedirects ? next! : throw Redirects.Endless(request);
            }
        }
        catch (Exception e) when (ConnectionErrors.EndsAttempt(e))
        {
            cancellation.ThrowIfCancellationRequested();
            throw ConnectionErrors.Create(e, limit.IsCancellationRequested, request, RouteOf(message, step), gateway, () => RequestSecrets.RedactorFor(request, authorization, step.Address));
        }
        finally
        {
            message?.Dispose();
        }
    }

    private async Task<(ApiResponse? Response, RedirectStep? Next)> SendStepAsync(HttpRequestMessage message, ApiRequest request, RedirectStep step, RequestAuthorization? authorization, TimeSpan started, ICmdletOutput output, CancellationToken limit)
    {
        if (output.IsDebug)
        {
            output.Debug($"{step.Method} {step.Address.Host}{step.Address.AbsolutePath}, headers sent: {HeaderNames.Of(message)}");
        }

        var answer = await invoker.SendAsync(message, limit).ConfigureAwait(false);
        var isKept = false;
        try
        {
            if (Redirects.Next(answer, step, request) is { } next)
            {
                return (null, next);
            }

            if (output.IsDebug)
            {
                output.Debug($"Headers received: {string.Join(", ", answer.Headers.Select(h => h.Key))}");
            }

            var text = answer.IsSuccessStatusCode && request.SaveTo is not null ? null : await ReadAsync(answer, request, limit).ConfigureAwait(false);
            isKept = true;
            return (new ApiResponse(answer, text, request, RateLimitHeaders.Read(answer.Headers, (int)answer.StatusCode, clock.UtcNow)) { Authorization = authorization, IsFromOtherHost = step.IsAnonymous, SentAt = started }, null);
        }
        finally
        {
            if (!isKept)
            {
                answer.Dispose();
            }
        }
    }

    private ConnectionRoute RouteOf(HttpRequestMessage? message, RedirectStep step) => new(
        step.Address,
        invoker is PooledInvoker pooled ? GatewayProxy.Find(pooled.Proxy, step.Address) : null,
        message is null ? null : CertificateProblem.Of(message));

    private static async Task<ResponseText> ReadAsync(HttpResponseMessage answer, ApiRequest request, CancellationToken limit)
    {
        // The body's stream may not heed a token: what ends the answer ends the read.
        using var abort = limit.Register(answer.Dispose);
        var maximum = answer.IsSuccessStatusCode && !request.IsTokenRequest ? ResponseReader.MaximumLength : ResponseReader.MaximumSmallLength;
        return await ResponseReader.ReadAsync(answer.Content, maximum, truncate: !answer.IsSuccessStatusCode, request, limit).ConfigureAwait(false);
    }

    private HttpRequestMessage CreateMessage(ApiRequest request, RedirectStep step, RequestAuthorization? authorization)
    {
        if (authorization is not null && !step.IsAnonymous && !GatewayAddress.SameHost(authorization.Issuer, step.Address))
        {
            throw new WalmartException(WalmartErrorId.EnvironmentMismatch, $"The token was issued by {authorization.Issuer.Host} and is not sent to {step.Address.Host}.", target: request.Target);
        }

        var message = new HttpRequestMessage(step.Method, step.Address) { Version = HttpVersion, Content = step.Body?.Create() };
        if (step.IsAnonymous)
        {
            HeaderGuard.Add(message.Headers, "Accept", request.Accept ?? "*/*");
            return message;
        }

        GatewayHeaders.AddCommon(message.Headers, gateway, request.CorrelationId, request.Accept);
        if (!request.IsTokenRequest)
        {
            GatewayHeaders.AddCall(message.Headers, gateway);
        }

        foreach (var header in request.Headers.Where(h => !HeaderNames.IsCredential(h.Key)))
        {
            SetHeader(message, header.Key, header.Value);
        }

        authorization?.AddHeaders(message.Headers, gateway);
        return message;
    }

    private static void SetHeader(HttpRequestMessage message, string name, string value)
    {
        // A content type on a call without a body was answered with 415 (contract §4).
        HttpHeaders? headers = HeaderNames.IsContent(name) ? message.Content?.Headers : message.Headers;
        if (headers is not null)
        {
            headers.Remove(name);
            HeaderGuard.Add(headers, name, value);
        }
    }
}
