using WalmartAuth.Http.RateLimiting;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>If a gateway accepts the credential but not its tokens, calls do not keep requesting new tokens.</summary>
public sealed class FreshRejectionTests
{
    private readonly CallHarness harness = new(request => request.Address.AbsolutePath == "/v3/orders" || request.Header("WM_SEC.ACCESS_TOKEN") == "first-token"
        ? CallHarness.Status(401)()
        : CallHarness.Status(200)());

    [Fact]
    public async Task The_calls_after_a_rejected_fresh_token_fail_at_once_and_say_why()
    {
        await harness.FailAsync();
        var error = await harness.FailAsync();

        Assert.Equal(1, harness.Tokens.Replaced);
        Assert.Equal(3, harness.Sent.Count);
        Assert.Contains("A new token was rejected too", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_minute_later_a_new_one_is_requested_again()
    {
        await harness.FailAsync();
        harness.Clock.Advance(EndpointState.RejectionMemory - TimeSpan.FromSeconds(1));
        await harness.FailAsync();
        Assert.Equal(1, harness.Tokens.Replaced);

        harness.Clock.Advance(TimeSpan.FromSeconds(1));
        await harness.FailAsync();

        Assert.Equal(2, harness.Tokens.Replaced);
    }

    [Fact]
    public async Task Another_endpoint_is_not_concerned()
    {
        await harness.FailAsync();
        harness.Tokens.Restore("first-token", "another-token");

        await harness.SendAsync(CallHarness.Request("/v3/items"));

        Assert.Equal(2, harness.Tokens.Replaced);
    }

    [Fact]
    public async Task A_token_that_came_since_is_given_its_chance()
    {
        await harness.FailAsync();
        harness.Tokens.Restore("a-later-token", "the-latest-token");

        await harness.FailAsync();

        Assert.Equal(2, harness.Tokens.Replaced);
        Assert.Equal("the-latest-token", harness.Sent[^1].Header("WM_SEC.ACCESS_TOKEN"));
    }
}
