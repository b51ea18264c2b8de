using System.Net;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>The headers of a call (contract §4).</summary>
public sealed class RequestHeaderTests
{
    [Fact]
    public async Task A_call_bears_the_token_twice_and_nothing_of_a_market_in_the_US()
    {
        var sent = await SendAsync(CallHarness.Request());

        Assert.Equal(
            ["Accept", "Authorization", "WM_QOS.CORRELATION_ID", "WM_SEC.ACCESS_TOKEN", "WM_SVC.NAME"],
            sent.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("first-token", sent.Header("WM_SEC.ACCESS_TOKEN"));
        Assert.Equal("Bearer first-token", sent.Header("Authorization"));
        Assert.Equal("Walmart Marketplace", sent.Header("WM_SVC.NAME"));
        Assert.Equal("the-call", sent.Header("WM_QOS.CORRELATION_ID"));
        Assert.Equal("application/json", sent.Header("Accept"));
    }

    [Fact]
    public async Task The_session_decides_which_headers_carry_the_token()
    {
        var bearer = await SendAsync(CallHarness.Request(), g => g with { AuthorizationHeader = AuthorizationHeader.Bearer });
        var raw = await SendAsync(CallHarness.Request(), g => g with { AuthorizationHeader = AuthorizationHeader.AccessToken });

        Assert.Null(bearer.Header("WM_SEC.ACCESS_TOKEN"));
        Assert.Equal("Bearer first-token", bearer.Header("Authorization"));
        Assert.Equal("first-token", raw.Header("WM_SEC.ACCESS_TOKEN"));
        Assert.Null(raw.Header("Authorization"));
    }

    [Fact]
    public async Task Market_version_channel_and_sandbox_go_along_where_the_session_has_them()
    {
        var sent = await SendAsync(CallHarness.Request(), g => g with { Market = WalmartMarket.CA, ChannelType = "channel", DynamicSandbox = true });

        Assert.Equal("ca", sent.Header("WM_MARKET"));
        Assert.Equal("3.1", sent.Header("WM_GLOBAL_VERSION"));
        Assert.Equal("channel", sent.Header("WM_CONSUMER.CHANNEL.TYPE"));
        Assert.Equal("v2", sent.Header("WM_SANDBOX"));
    }

    [Fact]
    public async Task A_callers_header_wins_over_a_default_one_but_not_over_the_token()
    {
        var sent = await SendAsync(CallHarness.Request() with
        {
            Headers = [new("WM_SVC.NAME", "mine"), new("accept", "application/pdf"), new("Authorization", "Basic xyz"), new("WM_SEC.ACCESS_TOKEN", "xyz"), new("X-Mine", "1")],
        });

        Assert.Equal("mine", sent.Header("WM_SVC.NAME"));
        Assert.Equal("application/pdf", sent.Header("Accept"));
        Assert.Equal("1", sent.Header("X-Mine"));
        Assert.DoesNotContain(sent.Headers.Values, v => v.Contains("xyz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_content_type_among_the_callers_headers_goes_to_the_body_and_nowhere_without_one()
    {
        var write = await SendAsync(CallHarness.Request(method: "POST") with { Headers = [new("Content-Type", "application/xml")] });
        var read = await SendAsync(CallHarness.Request() with { Headers = [new("Content-Type", "application/xml")] });

        Assert.Equal("application/xml", write.Header("Content-Type"));
        Assert.Null(read.Header("Content-Type"));
    }

    [Fact]
    public async Task An_anonymous_call_bears_an_Accept_header_and_nothing_else()
    {
        var harness = new CallHarness(CallHarness.Status(200));

        await harness.SendAsync(CallHarness.Request() with { Address = new Uri("https://files.example/report?sig=abc"), IsAnonymous = true, Headers = [new("X-Mine", "1")] });

        Assert.Equal(["Accept"], harness.Sent.Single().Headers.Keys);
        Assert.Equal(0, harness.Tokens.Asked);
    }

    [Fact]
    public async Task A_token_goes_to_no_other_host_than_the_one_that_issued_it()
    {
        var harness = new CallHarness(CallHarness.Status(200));

        var error = await harness.FailAsync(CallHarness.Request() with { Address = new Uri("https://sandbox.walmartapis.com/v3/orders") });

        Assert.Equal(WalmartErrorId.EnvironmentMismatch, error.ErrorId);
        Assert.Empty(harness.Sent);
    }

    [Fact]
    public async Task The_correlation_id_stays_the_same_on_every_resend()
    {
        var harness = new CallHarness(CallHarness.Status(401), CallHarness.Status(503), CallHarness.Status(429), CallHarness.Status(200));

        await harness.SendAsync();

        Assert.Equal(4, harness.Sent.Count);
        Assert.All(harness.Sent, s => Assert.Equal("the-call", s.Header("WM_QOS.CORRELATION_ID")));
    }

    [Fact]
    public async Task What_is_said_along_the_way_names_headers_and_shows_no_token_and_no_query()
    {
        var harness = new CallHarness(CallHarness.Status(503), CallHarness.Status(200));

        await harness.SendAsync(CallHarness.Request("/v3/orders?sku=hidden"));

        Assert.NotEmpty(harness.Activity.Lines);
        Assert.Contains(harness.Activity.Lines, l => l.Contains("the-call", StringComparison.Ordinal));
        Assert.DoesNotContain(harness.Activity.Lines, l => l.Contains("first-token", StringComparison.Ordinal) || l.Contains("hidden", StringComparison.Ordinal));
    }

    private static async Task<SentRequest> SendAsync(ApiRequest request, Func<Gateway, Gateway>? change = null)
    {
        var harness = new CallHarness(_ => ScriptedHandler.Json("{}", HttpStatusCode.OK), change);
        using var response = await harness.SendAsync(request);
        return harness.Sent.Single();
    }
}
