using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using WalmartAuth.Common;
using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Http;

/// <summary>Makes one attempt of a request: headers, time limit, redirects, and reading the response.</summary>
internal sealed class RequestSender
{
    internal const int MaximumRedirects = 10;

    // .NET Framework's handler throws on any version except 1.0 and 1.1; on .NET, TLS negotiates what the gateway offers.
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

    /// <summary>Sends once and returns the response, whatever its status. A body that will be saved is not read yet.</summary>
    /// <exception cref="WalmartException">ConnectionFailed, Timeout, InvalidResponse or HostNotAllowed.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, RequestAuthorization? authorization, int attempt, ICmdletOutput output, CancellationToken cancellation)
    {
        using var limit = clock.CancelAfter(request.Timeout, cancellation);
        var started = clock.Monotonic;
        var step = new RedirectStep(request.Address, request.Method, request.Body, request.IsAnonymous);
        HttpRequestMessage? message = null;
        HttpResponseMessage? answer = null;
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                message = CreateMessage(request, step, authorization);
                if (output.IsDebug)
                {
                    output.Debug($"{step.Method} {step.Address.Host}{step.Address.AbsolutePath}, headers sent: {HeaderNames.Of(message)}");
                }

                answer = await invoker.SendAsync(message, limit.Token).ConfigureAwait(false);
                if (Redirects.Next(answer, step, request) is not { } next)
                {
                    break;
                }

                answer.Dispose();
                message.Dispose();
                step = redirects < MaximumRedirects ? next : throw Redirects.Endless(request);
            }

            var text = answer.IsSuccessStatusCode && request.SaveTo is not null ? null : await ReadAsync(answer, request, limit.Token).ConfigureAwait(false);
            var response = new ApiResponse(answer, text, request, RateLimitHeaders.Read(answer.Headers, (int)answer.StatusCode, clock.UtcNow)) { Authorization = authorization, IsFromOtherHost = step.IsAnonymous, SentAt = started };
            Report(response, attempt, output);
            answer = null;
            return response;
        }
        catch (Exception e) when (ConnectionErrors.EndsAttempt(e))
        {
            cancellation.ThrowIfCancellationRequested();
            throw ConnectionErrors.Create(e, limit.IsCancellationRequested, request, RouteOf(message, step), gateway, authorization);
        }
        finally
        {
            answer?.Dispose();
            message?.Dispose();
        }
    }

    private static Task<ResponseText> ReadAsync(HttpResponseMessage answer, ApiRequest request, CancellationToken limit) => ResponseReader.ReadAsync(
        answer.Content,
        answer.IsSuccessStatusCode && !request.IsTokenRequest ? ResponseReader.MaximumLength : ResponseReader.MaximumSmallLength,
        truncate: !answer.IsSuccessStatusCode,
        request,
        limit);

    private void Report(ApiResponse response, int attempt, ICmdletOutput output)
    {
        if (output.IsDebug)
        {
            output.Debug($"Headers received: {string.Join(", ", response.Message.Headers.Select(h => h.Key))}");
        }

        if (output.IsVerbose)
        {
            output.Verbose(HttpMessages.Answered(response.Request.Target, response.StatusCode, (clock.Monotonic - response.SentAt).TotalMilliseconds, attempt, response.Request.CorrelationId));
        }
    }

    private ConnectionRoute RouteOf(HttpRequestMessage? message, RedirectStep step) => new(
        step.Address,
        invoker is PooledInvoker pooled ? GatewayProxy.Find(pooled.Proxy, step.Address) : null,
        message is null ? null : CertificateProblem.Of(message));

    private HttpRequestMessage CreateMessage(ApiRequest request, RedirectStep step, RequestAuthorization? authorization)
    {
        if (authorization is not null && !step.IsAnonymous && !GatewayAddress.SameHost(authorization.Issuer, step.Address))
        {
            throw new WalmartException(WalmartErrorId.EnvironmentMismatch, HttpMessages.TokenIsOfAnotherHost(authorization.Issuer.Host, step.Address.Host), target: request.Target);
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

        foreach (var header in request.Headers)
        {
            if (!HeaderNames.IsCredential(header.Key))
            {
                SetHeader(message, header.Key, header.Value);
            }
        }

        authorization?.AddHeaders(message.Headers, gateway);
        return message;
    }

    private static void SetHeader(HttpRequestMessage message, string name, string value)
    {
        // A content type on a call without a body has led to a 415 (contract §4).
        HttpHeaders? headers = HeaderNames.IsContent(name) ? message.Content?.Headers : message.Headers;
        if (headers is not null)
        {
            headers.Remove(name);
            HeaderGuard.Add(headers, name, value);
        }
    }
}
