using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WalmartAuth.Common;
using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Http;

/// <summary>One attempt of a call: headers, time limit, redirects, and the reading of the answer.</summary>
internal sealed class RequestSender
{
    internal const int MaximumRedirects = 10;

    // .NET Framework's handler throws on any version but 1.0 and 1.1; elsewhere TLS negotiates what the gateway offers.
    internal static readonly Version HttpVersion =
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

    /// <summary>Sends once and returns the answer, whatever its status.</summary>
    /// <exception cref="WalmartException">ConnectionFailed, Timeout, InvalidResponse or HostNotAllowed.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, AccessToken? token, int attempt, ICmdletOutput output, CancellationToken cancellation)
    {
        var limit = clock.CancelAfter(request.Timeout, cancellation);
        var place = new StrongBox<Uri>(request.Address);
        ApiResponse? response = null;
        try
        {
            var started = clock.Monotonic;
            response = await ExchangeAsync(request, token, place, limit, output).ConfigureAwait(false);
            if (output.IsVerbose)
            {
                output.Verbose(string.Format(CultureInfo.InvariantCulture, "{0} -> {1} in {2:0} ms (attempt {3}, correlation id {4})", request.Target, response.StatusCode, (clock.Monotonic - started).TotalMilliseconds, attempt, request.CorrelationId));
            }

            return response;
        }
        catch (Exception e) when (ConnectionErrors.EndsAttempt(e))
        {
            cancellation.ThrowIfCancellationRequested();
            throw ConnectionErrors.Create(e, limit.IsCancellationRequested, request, place.Value!, gateway, () => RequestSecrets.RedactorFor(request, token, place.Value));
        }
        finally
        {
            if (response is null || request.Receive is null)
            {
                limit.Dispose();
            }
        }
    }

    private async Task<ApiResponse> ExchangeAsync(ApiRequest request, AccessToken? token, StrongBox<Uri> place, CancellationTokenSource limit, ICmdletOutput output)
    {
        var hop = new RedirectStep(request.Address, request.Method, request.Body, request.IsAnonymous);
        for (var redirects = 0; ; redirects++)
        {
            place.Value = hop.Address;
            using var message = CreateMessage(request, hop, token);
            if (output.IsDebug)
            {
                output.Debug($"{hop.Method} {hop.Address.Host}{hop.Address.AbsolutePath}, headers sent: {HeaderNames.Of(message)}");
            }

            var answer = await invoker.SendAsync(message, limit.Token).ConfigureAwait(false);
            if (Redirects.Next(answer, hop, request) is { } next)
            {
                answer.Dispose();
                hop = redirects < MaximumRedirects ? next : throw Redirects.Endless(request);
                continue;
            }

            var throttle = RateLimitHeaders.Read(answer.Headers, (int)answer.StatusCode, clock.UtcNow);
            if (output.IsDebug)
            {
                output.Debug($"Headers received: {string.Join(", ", answer.Headers.Select(h => h.Key))}");
            }

            if (request.Receive is not null && answer.IsSuccessStatusCode)
            {
                // From here on each read has its own limit: a large file takes as long as it takes.
                limit.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);
                return new ApiResponse(answer, null, request, throttle, limit) { Token = token, IsFromOtherHost = hop.IsAnonymous };
            }

            using (limit.Token.Register(answer.Dispose))
            {
                var text = answer.IsSuccessStatusCode
                    ? await ResponseReader.ReadAsync(answer.Content, ResponseReader.MaximumLength, truncate: false, request, limit.Token).ConfigureAwait(false)
                    : await ResponseReader.ReadAsync(answer.Content, ResponseReader.MaximumSmallLength, truncate: true, request, limit.Token).ConfigureAwait(false);
                return new ApiResponse(answer, text, request, throttle, null) { Token = token, IsFromOtherHost = hop.IsAnonymous };
            }
        }
    }

    private HttpRequestMessage CreateMessage(ApiRequest request, RedirectStep hop, AccessToken? token)
    {
        var message = new HttpRequestMessage(hop.Method, hop.Address) { Version = HttpVersion, Content = hop.Body?.Create() };
        if (hop.IsAnonymous)
        {
            message.Headers.TryAddWithoutValidation("Accept", request.Accept ?? "*/*");
            return message;
        }

        GatewayHeaders.AddCommon(message.Headers, gateway, request.CorrelationId);
        GatewayHeaders.AddCall(message.Headers, gateway, request.Accept);
        foreach (var header in request.Headers.Where(h => !HeaderNames.IsCredential(h.Key)))
        {
            SetHeader(message, header.Key, header.Value);
        }

        if (token is not null)
        {
            if (!GatewayAddress.SameHost(token.Issuer, hop.Address))
            {
                message.Dispose();
                throw new WalmartException(WalmartErrorId.EnvironmentMismatch, $"The token was issued by {token.Issuer.Host} and is not sent to {hop.Address.Host}.", target: request.Target);
            }

            GatewayHeaders.AddToken(message.Headers, gateway.AuthorizationHeader, token);
        }

        return message;
    }

    private static void SetHeader(HttpRequestMessage message, string name, string value)
    {
        // A content type on a call without a body was answered with 415 (contract §4).
        HttpHeaders? headers = HeaderNames.IsContent(name) ? message.Content?.Headers : message.Headers;
        headers?.Remove(name);
        headers?.TryAddWithoutValidation(name, value);
    }
}
