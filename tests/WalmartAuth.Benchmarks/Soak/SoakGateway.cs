using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Soak;

/// <summary>An in-process gateway that knows whether each token request was due.</summary>
internal sealed class SoakGateway(MovableClock clock) : HttpMessageHandler
{
    private const int Life = 900;

    // From here on the module renews in the background.
    private static readonly TimeSpan RenewalAge = TimeSpan.FromSeconds(Life * 0.75);
    private static readonly TimeSpan TokenLatency = TimeSpan.FromMilliseconds(20);

    private readonly object gate = new();
    private string? token;
    private TimeSpan issuedAt;
    private int tokenFailures;
    private int resets;

    /// <summary>Token requests received, including failed ones.</summary>
    public int TokenRequests { get; private set; }

    /// <summary>Token requests received while the newest token was valid and not due for renewal.</summary>
    public int Surplus { get; private set; }

    /// <summary>Rejects every token issued so far.</summary>
    public void Revoke()
    {
        lock (gate)
        {
            token = null;
        }
    }

    /// <summary>Fails the next token requests.</summary>
    public void FailTokenRequests(int count)
    {
        lock (gate)
        {
            token = null;
            tokenFailures = count;
        }
    }

    /// <summary>Resets the connection of the next calls.</summary>
    public void ResetConnections(int count)
    {
        lock (gate)
        {
            resets = count;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath == "/v3/token")
        {
            return await RequestTokenAsync(request, cancellationToken).ConfigureAwait(false);
        }

        await Task.Yield();
        lock (gate)
        {
            if (resets > 0)
            {
                resets--;
                throw new HttpRequestException("Reset.", new SocketException((int)SocketError.ConnectionReset));
            }

            var isGood = token is not null && request.Headers.TryGetValues("WM_SEC.ACCESS_TOKEN", out var values) && values.Contains(token);
            return isGood
                ? Answer(request, HttpStatusCode.OK, """{"sku":"SKU-000001"}""")
                : Answer(request, HttpStatusCode.Unauthorized, """{"error":[{"code":"UNAUTHORIZED.GMP_GATEWAY_API","description":"Unauthorized","severity":"ERROR","category":"DATA"}]}""");
        }
    }

    private async Task<HttpResponseMessage> RequestTokenAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        lock (gate)
        {
            TokenRequests++;
            Surplus += token is not null && clock.Monotonic - issuedAt < RenewalAge ? 1 : 0;
        }

        await Task.Delay(TokenLatency, cancellation).ConfigureAwait(false);
        lock (gate)
        {
            if (tokenFailures > 0)
            {
                tokenFailures--;
                return Answer(request, HttpStatusCode.ServiceUnavailable, "{}");
            }

            token = Guid.NewGuid().ToString();
            issuedAt = clock.Monotonic;
            return Answer(request, HttpStatusCode.OK, $$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":{{Life}}}""");
        }
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status, string json) =>
        new(status) { RequestMessage = request, Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
