using System.Net;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Tokens;

/// <summary>-TimeoutSec, -MaximumRetryCount and -MaximumWaitSec also limit the token request of a call: one budget for both.</summary>
[Collection("ModuleContext")]
public sealed class TokenRequestBoundTests
{
    [Fact]
    public void A_token_call_that_hangs_takes_no_longer_than_the_call_allows()
    {
        using var host = Expired(_ => null);
        host.Hold = (request, cancellation) => request.Address.AbsolutePath == "/v3/token" ? host.HangAsync(cancellation) : Task.CompletedTask;
        var before = host.Clock.Monotonic;

        var result = host.Run("Invoke-WalmartApi /v3/orders -TimeoutSec 1 -MaximumRetryCount 0 -MaximumWaitSec 0");

        Assert.Equal("Timeout", result.ErrorId);
        Assert.Equal(TimeSpan.FromSeconds(1), host.Clock.Monotonic - before);
        Assert.Equal(1, Renewals(host));
        Assert.Equal(0, host.Count("/v3/orders"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public void A_token_call_that_fails_is_retried_as_often_as_the_call_may_be(int count, int sent)
    {
        using var host = Expired(request => request.Address.AbsolutePath == "/v3/token" ? ScriptedHandler.Error(HttpStatusCode.ServiceUnavailable, "SYSTEM_ERROR") : null);

        var result = host.Run($"Invoke-WalmartApi /v3/orders -MaximumRetryCount {count}");

        Assert.Equal("GatewayUnavailable", result.ErrorId);
        Assert.Equal(sent, Renewals(host));
    }

    [Fact]
    public void A_retry_of_the_token_call_is_one_less_for_the_call()
    {
        using var host = Expired((request, count) => request.Address.AbsolutePath == "/v3/token" && count > 1 ? null : ScriptedHandler.Error(HttpStatusCode.ServiceUnavailable, "SYSTEM_ERROR"));

        host.Run("Invoke-WalmartApi /v3/orders -MaximumRetryCount 1");

        Assert.Equal(2, Renewals(host));
        Assert.Equal(1, host.Count("/v3/orders"));
    }

    [Fact]
    public void A_wait_of_the_token_call_counts_towards_the_waits_of_the_call()
    {
        using var host = Expired((request, count) => request.Address.AbsolutePath == "/v3/token" && count > 1 ? null : Busy());

        var result = host.Run("Invoke-WalmartApi /v3/orders -MaximumWaitSec 10");

        Assert.Equal("Throttled", result.ErrorId);
        Assert.Equal([8], host.Clock.Delays.Select(d => d.TotalSeconds));
    }

    private static HttpResponseMessage Busy()
    {
        var answer = ScriptedHandler.Error((HttpStatusCode)429, "REQUEST_THRESHOLD_VIOLATED");
        answer.Headers.TryAddWithoutValidation("Retry-After", "8");
        return answer;
    }

    private static int Renewals(ScriptedHost host) => host.Count("/v3/token") - 1;

    private static ScriptedHost Expired(Func<SentRequest, HttpResponseMessage?> answer) => Expired((request, _) => answer(request));

    /// <summary>A session whose token has expired, and a network with the given responses from then on.</summary>
    private static ScriptedHost Expired(Func<SentRequest, int, HttpResponseMessage?> answer)
    {
        var isExpired = false;
        var count = 0;
        var host = new ScriptedHost(request => isExpired ? answer(request, ++count) : null).Connect();
        host.Clock.Advance(TimeSpan.FromSeconds(901));
        isExpired = true;
        return host;
    }
}
