using System.Net.Sockets;
using WalmartAuth.Http;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>How the error of a failed call reports attempts and a write with an unknown outcome.</summary>
public sealed class FailureAdviceTests
{
    [Theory]
    [InlineData("GET", false)]
    [InlineData("HEAD", false)]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("DELETE", true)]
    public async Task Only_the_error_of_a_write_advises_to_check_what_took_effect(string method, bool isTold)
    {
        var request = CallHarness.Request(method: method) with { Retry = new RetryPolicy { MaximumRetryCount = 0 } };
        Func<HttpResponseMessage>[] failures = [CallHarness.Status(500), () => throw new TaskCanceledException(), () => throw new HttpRequestException("broken", new SocketException((int)SocketError.ConnectionReset))];

        foreach (var failure in failures)
        {
            var error = await new CallHarness(failure).FailAsync(request);

            Assert.Equal(isTold, error.RecommendedAction.EndsWith($"This {method} may have taken effect: check before you retry it.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_call_that_gave_up_says_after_how_many_attempts_and_how_long()
    {
        var error = await new CallHarness(CallHarness.Status(503, ("Retry-After", "5"))).FailAsync(CallHarness.Request() with { Retry = new RetryPolicy { MaximumRetryCount = 2 } });

        Assert.EndsWith(" Gave up after 3 attempts in 10 s.", error.Message, StringComparison.Ordinal);
        Assert.Contains("asks for a retry after 2026-", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_was_made_once_does_not_speak_of_attempts() =>
        Assert.DoesNotContain("attempt", (await new CallHarness(CallHarness.Status(404)).FailAsync()).Message, StringComparison.Ordinal);
}
