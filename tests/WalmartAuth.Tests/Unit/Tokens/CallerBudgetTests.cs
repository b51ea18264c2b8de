using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>Callers that share one token request, each with its own limits.</summary>
public sealed class CallerBudgetTests
{
    private readonly TokenCacheHarness harness = new();

    [Fact]
    public async Task A_caller_that_may_wait_no_longer_leaves_and_the_request_continues_for_the_others()
    {
        var leader = harness.Get();
        var call = await harness.CallAsync();
        var hurried = harness.Get(budget: harness.Budget(RetryPolicy.None, timeout: 1));

        harness.Advance(1);

        Assert.Equal(WalmartErrorId.Timeout, (await Assert.ThrowsAsync<WalmartException>(() => hurried)).ErrorId);
        Assert.False(call.Cancellation.IsCancellationRequested);
        call.Give("first");
        Assert.Equal("first", (await leader).Value.Reveal());
        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task The_waits_that_a_caller_may_spend_are_part_of_its_time()
    {
        var leader = harness.Get();
        var call = await harness.CallAsync();
        var patient = harness.Get(budget: harness.Budget(new RetryPolicy { MaximumRetryCount = 0, MaximumWait = TimeSpan.FromSeconds(10) }, timeout: 1));

        harness.Advance(10.9);
        Assert.False(patient.IsCompleted);
        harness.Advance(0.1);

        Assert.Equal(WalmartErrorId.Timeout, (await Assert.ThrowsAsync<WalmartException>(() => patient)).ErrorId);
        call.Give("first");
        await leader;
    }

    [Fact]
    public async Task A_request_that_its_own_caller_gave_up_early_does_not_fail_those_with_more_time()
    {
        var hurried = harness.Get(budget: harness.Budget(RetryPolicy.None, timeout: 1));
        await harness.CallAsync();
        var patient = Enumerable.Range(0, 8).Select(_ => harness.Get()).ToArray();

        harness.Advance(1);
        Assert.Equal(WalmartErrorId.Timeout, (await Assert.ThrowsAsync<WalmartException>(() => hurried)).ErrorId);
        (await harness.CallAsync()).Give("first");

        Assert.All(await Task.WhenAll(patient), t => Assert.Equal("first", t.Value.Reveal()));
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task A_request_whose_caller_is_disconnected_does_not_fail_those_of_other_sessions()
    {
        var secret = new SecretText("a-secret-of-nobody");
        var other = harness.Client(new SessionCounters(), new TokenGrant(new ClientCredential("client-id-0123456789", secret)));
        var disconnected = harness.Entry.GetAsync(TokenRequestMode.Use, null, other, harness.Budget(), default);
        var call = await harness.CallAsync();
        var waiting = harness.Get();

        secret.Dispose();
        call.Fail(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(WalmartErrorId.NotConnected, (await Assert.ThrowsAsync<WalmartException>(() => disconnected)).ErrorId);
        (await harness.CallAsync()).Give("first");

        Assert.Equal("first", (await waiting).Value.Reveal());
    }

    [Fact]
    public async Task Callers_with_the_same_limits_fail_with_one_request()
    {
        var waiting = Enumerable.Range(0, 8).Select(_ => harness.Get(budget: harness.Budget(RetryPolicy.None))).ToArray();
        (await harness.CallAsync()).Fail(HttpStatusCode.ServiceUnavailable);

        foreach (var caller in waiting)
        {
            Assert.Equal(WalmartErrorId.GatewayUnavailable, (await Assert.ThrowsAsync<WalmartApiException>(() => caller)).ErrorId);
        }

        Assert.Single(harness.Handler.Sent);
    }
}
