using System.Net;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>Redirects, which the module follows itself (contract §8).</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData("/v3/elsewhere?a=1")]
    [InlineData("https://marketplace.walmartapis.com/v3/elsewhere?a=1")]
    public async Task On_the_same_host_the_token_goes_along(string location)
    {
        var harness = new CallHarness(To(302, location), CallHarness.Status(200));

        await harness.SendAsync();

        Assert.Equal("https://marketplace.walmartapis.com/v3/elsewhere?a=1", harness.Sent[1].Address.AbsoluteUri);
        Assert.Equal("first-token", harness.Sent[1].Header("WM_SEC.ACCESS_TOKEN"));
        Assert.Equal("the-call", harness.Sent[1].Header("WM_QOS.CORRELATION_ID"));
    }

    [Theory]
    [InlineData("https://files.example/report")]
    [InlineData("https://marketplace.walmartapis.com:8443/v3/orders")]
    [InlineData("https://sandbox.walmartapis.com/v3/orders")]
    public async Task To_another_host_nothing_of_Walmarts_goes_along(string location)
    {
        var harness = new CallHarness(To(302, location), CallHarness.Status(200));

        await harness.SendAsync(CallHarness.Request() with { Headers = [new("X-Mine", "secret")] });

        Assert.Equal(location, harness.Sent[1].Address.AbsoluteUri);
        Assert.Equal(["Accept"], harness.Sent[1].Headers.Keys);
    }

    [Fact]
    public async Task No_credential_comes_back_when_another_host_leads_home()
    {
        var harness = new CallHarness(To(302, "https://files.example/a"), To(302, "https://marketplace.walmartapis.com/v3/orders"), CallHarness.Status(200));

        await harness.SendAsync();

        Assert.Equal(["Accept"], harness.Sent[2].Headers.Keys);
    }

    [Theory]
    [InlineData("POST", 307)]
    [InlineData("POST", 302)]
    [InlineData("PUT", 308)]
    [InlineData("DELETE", 307)]
    [InlineData("HEAD", 302)]
    public async Task Only_a_GET_is_followed_to_another_host(string method, int status)
    {
        var harness = new CallHarness(To(status, "https://files.example/a"));

        var error = await harness.FailAsync(CallHarness.Request(method: method));

        Assert.Equal(WalmartErrorId.HostNotAllowed, error.ErrorId);
        Assert.Single(harness.Sent);
    }

    [Theory]
    [InlineData("POST", 301, "GET", null)]
    [InlineData("POST", 302, "GET", null)]
    [InlineData("POST", 303, "GET", null)]
    [InlineData("PUT", 303, "GET", null)]
    [InlineData("DELETE", 303, "GET", null)]
    [InlineData("POST", 307, "POST", "{}")]
    [InlineData("POST", 308, "POST", "{}")]
    [InlineData("PUT", 301, "PUT", "{}")]
    [InlineData("PUT", 302, "PUT", "{}")]
    [InlineData("DELETE", 302, "DELETE", null)]
    [InlineData("PATCH", 302, "PATCH", "{}")]
    [InlineData("HEAD", 303, "HEAD", null)]
    public async Task A_write_stays_one_unless_the_answer_says_where_to_read(string sent, int status, string then, string? body)
    {
        var harness = new CallHarness(To(status, "/v3/elsewhere"), CallHarness.Status(200));

        await harness.SendAsync(CallHarness.Request(method: sent));

        Assert.Equal(then, harness.Sent[1].Method.Method);
        Assert.Equal(body, harness.Sent[1].Body);
    }

    [Fact]
    public async Task A_loop_ends_as_an_error_and_is_not_tried_again()
    {
        var harness = new CallHarness(To(302, "/v3/orders"));

        var error = await harness.FailAsync();

        Assert.Equal(WalmartErrorId.InvalidResponse, error.ErrorId);
        Assert.Equal(11, harness.Sent.Count);
    }

    [Theory]
    [InlineData("http://marketplace.walmartapis.com/v3/orders")]
    [InlineData("http://files.example/a")]
    [InlineData("ftp://files.example/a")]
    [InlineData("file:///etc/passwd")]
    public async Task A_step_from_https_to_anything_else_is_an_error(string location)
    {
        var harness = new CallHarness(To(302, location));

        var error = await harness.FailAsync();

        Assert.Equal(WalmartErrorId.InvalidResponse, error.ErrorId);
        Assert.Single(harness.Sent);
    }

    [Fact]
    public async Task A_body_that_can_be_read_only_once_is_not_sent_to_the_next_address()
    {
        var harness = new CallHarness(To(307, "/v3/elsewhere"));

        var error = await harness.FailAsync(CallHarness.Request(method: "POST") with { Body = new RequestBody(() => new StringContent("once"), CanReplay: false) });

        Assert.Equal(WalmartErrorId.InvalidResponse, error.ErrorId);
        Assert.Single(harness.Sent);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task What_another_host_refuses_says_nothing_of_the_token(int status)
    {
        var harness = new CallHarness(To(302, "https://files.example/a"), CallHarness.Status(status));

        var error = Assert.IsType<WalmartApiException>(await harness.FailAsync());

        Assert.Equal(WalmartErrorId.RequestFailed, error.ErrorId);
        Assert.Contains("files.example", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, harness.Tokens.Replaced);
        Assert.Equal(2, harness.Sent.Count);
    }

    [Fact]
    public async Task A_redirect_without_an_address_is_a_failed_answer()
    {
        var harness = new CallHarness(CallHarness.Status(302));

        var error = Assert.IsType<WalmartApiException>(await harness.FailAsync());

        Assert.Equal(302, error.StatusCode);
    }

    private static Func<HttpResponseMessage> To(int status, string location) => CallHarness.Status(status, ("Location", location));
}
