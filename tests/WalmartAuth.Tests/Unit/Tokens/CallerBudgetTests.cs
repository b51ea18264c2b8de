using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>Callers that share one token request, each bound by what it may take itself.</summary>
public sealed class CallerBudgetTests
{
    private readonly TokenGround ground = new();

    [Fact]
    public async Task A_caller_that_may_wait_no_longer_leaves_and_the_request_goes_on_for_the_others()
    {
        var leader = ground.Get();
        var call = await ground.CallAsync();
        var hurried = ground.Get(budget: ground.Budget(RetryPolicy.None, timeout: 1));

        ground.Advance(1);

        Assert.Equal(WalmartErrorId.Timeout, (await Assert.ThrowsAsync<WalmartException>(() => hurried)).ErrorId);
        Assert.False(call.Cancellation.IsCancellationRequested);
        call.Give("first");
        Assert.Equal("first", (await leader).Value.Reveal());
        Assert.Single(ground.Handler.Sent);
    }

    [Fact]
    public async Task The_waits_that_a_caller_may_spend_are_part_of_its_time()
    {
        var leader = ground.Get();
        var call = await ground.CallAsync();
        var patient = ground.Get(budget: ground.Budget(new RetryPolicy { MaximumRetryCount = 0, MaximumWait = TimeSpan.FromSeconds(10) }, timeout: 1));

        ground.Advance(10.9);
        Assert.False(patient.IsCompleted);
        ground.Advance(0.1);

        Assert.Equal(WalmartErrorId.Timeout, (await Assert.ThrowsAsync<WalmartException>(() => patient)).ErrorId);
        call.Give("first");
        await leader;
    }

    [Fact]
    public async Task A_request_that_its_own_caller_gave_up_early_does_not_fail_those_with_more_time()
    {
        var hurried = ground.Get(budget: ground.Budget(RetryPolicy.None, timeout: 1));
        await ground.CallAsync();
        var patient = Enumerable.Range(0, 8).Select(_ => ground.Get()).ToArray();

        ground.Advance(1);
        Assert.Equal(WalmartErrorId.Timeout, (await Assert.ThrowsAsync<WalmartException>(() => hurried)).ErrorId);
        (await ground.CallAsync()).Give("first");

        Assert.All(await Task.WhenAll(patient), t => Assert.Equal("first", t.Value.Reveal()));
        Assert.Equal(2, ground.Handler.Sent.Count);
    }

    [Fact]
    public async Task A_request_whose_caller_is_disconnected_does_not_fail_those_of_other_sessions()
    {
        var secret = new SecretText("a-secret-of-nobody");
        var other = ground.Client(new SessionCounters(), new TokenGrant(new ClientCredential("client-id-0123456789", secret)));
        var disconnected = ground.Slot.GetAsync(TokenRequestMode.Use, null, other, ground.Budget(), default);
        var call = await ground.CallAsync();
        var waiting = ground.Get();

        secret.Dispose();
        call.Fail(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(WalmartErrorId.NotConnected, (await Assert.ThrowsAsync<WalmartException>(() => disconnected)).ErrorId);
        (await ground.CallAsync()).Give("first");

        Assert.Equal("first", (await waiting).Value.Reveal());
    }

    [Fact]
    public async Task Callers_with_the_same_limits_fail_with_one_request()
    {
        var waiting = Enumerable.Range(0, 8).Select(_ => ground.Get(budget: ground.Budget(RetryPolicy.None))).ToArray();
        (await ground.CallAsync()).Fail(HttpStatusCode.ServiceUnavailable);

        foreach (var caller in waiting)
        {
            Assert.Equal(WalmartErrorId.GatewayUnavailable, (await Assert.ThrowsAsync<WalmartApiException>(() => caller)).ErrorId);
        }

        Assert.Single(ground.Handler.Sent);
    }
}
