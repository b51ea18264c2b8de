using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tests.Unit.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>What the token call sends (contract §2, §9).</summary>
public sealed class GrantTests
{
    private readonly Gateway gateway = new() { BaseAddress = GatewayAddress.Marketplace, Program = WalmartProgram.Marketplace, PartnerId = "10001", Market = WalmartMarket.CA, ChannelType = "7b2c8be1-30d4-4a6f-93a5-5b6f7f1f9e21" };
    private readonly ClientCredential credential = new("client", new SecretText("secret:with=odd&characters"));

    [Fact]
    public async Task Client_credentials_are_the_sample_request_of_the_FAQ()
    {
        var sent = await Send(new TokenGrant(credential), new Gateway { BaseAddress = GatewayAddress.Supplier });

        Assert.Equal("POST https://api-gateway.walmart.com/v3/token", $"{sent.Method} {sent.Address}");
        Assert.Equal("grant_type=client_credentials", sent.Body);
        Assert.Equal("application/x-www-form-urlencoded", sent.Header("Content-Type"));
        Assert.Equal("application/json", sent.Header("Accept"));
        Assert.Equal("Basic Y2xpZW50OnNlY3JldDp3aXRoPW9kZCZjaGFyYWN0ZXJz", sent.Header("Authorization"));
        Assert.Equal("Walmart Marketplace", sent.Header("WM_SVC.NAME"));
        Assert.True(Guid.TryParse(sent.Header("WM_QOS.CORRELATION_ID"), out _));
        Assert.Equal(
            ["Accept", "Authorization", "Content-Length", "Content-Type", "WM_QOS.CORRELATION_ID", "WM_SVC.NAME"],
            sent.Headers.Keys.Append("Content-Length").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Outside_the_US_the_market_is_sent_in_lower_case_and_the_channel_where_there_is_one()
    {
        var sent = await Send(new TokenGrant(credential), gateway);

        Assert.Equal("ca", sent.Header("WM_MARKET"));
        Assert.Equal(gateway.ChannelType, sent.Header("WM_CONSUMER.CHANNEL.TYPE"));
        Assert.Null(sent.Header("WM_PARTNER.ID"));
    }

    [Fact]
    public async Task A_refresh_token_goes_with_the_partner_id()
    {
        var sent = await Send(new TokenGrant(credential) { Type = GrantType.RefreshToken, RefreshToken = new SecretText("refresh/1") }, gateway);

        Assert.Equal("grant_type=refresh_token&refresh_token=refresh%2F1", sent.Body);
        Assert.Equal("10001", sent.Header("WM_PARTNER.ID"));
    }

    [Fact]
    public async Task A_code_is_used_once_and_its_refresh_token_is_kept_when_a_later_answer_has_none()
    {
        var clock = new FakeClock { AdvancesByItself = true };
        var answers = new Queue<string>(["""{"access_token":"one-token","expires_in":900,"refresh_token":"refresh-1"}""", """{"access_token":"two-token","expires_in":900}""", """{"access_token":"three-token","expires_in":900,"refresh_token":"refresh-2"}""", """{"access_token":"four-token","expires_in":900}"""]);
        var handler = new ScriptedHandler(_ => ScriptedHandler.Json(answers.Dequeue()));
        var grant = new TokenGrant(credential) { Type = GrantType.AuthorizationCode, Code = new SecretText("the-code"), RedirectUri = new Uri("https://app.example/callback") };
        var slot = new TokenCacheEntry(clock);
        var client = new TokenClient(new HttpMessageInvoker(handler), gateway, grant, clock, TimeSpan.FromSeconds(9), new SessionCounters());

        for (var i = 0; i < 4; i++)
        {
            await slot.GetAsync(TokenRequestMode.Force, null, client, client.CreateBudget(NullOutput.Instance), default);
        }

        Assert.Equal(
            ["grant_type=authorization_code&code=the-code&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback", "grant_type=refresh_token&refresh_token=refresh-1", "grant_type=refresh_token&refresh_token=refresh-1", "grant_type=refresh_token&refresh_token=refresh-2"],
            handler.Sent.Select(s => s.Body));
        Assert.All(handler.Sent, s => Assert.Equal("10001", s.Header("WM_PARTNER.ID")));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task An_answer_that_stalls_for_the_time_of_an_attempt_is_given_up(HttpStatusCode status)
    {
        var clock = new FakeClock();
        var handler = new ScriptedHandler(_ => new HttpResponseMessage(status) { Content = new StreamContent(new StallingStream(() => clock.Advance(TimeSpan.FromSeconds(9)))) });
        var client = new TokenClient(new HttpMessageInvoker(handler), gateway, new TokenGrant(credential), clock, TimeSpan.FromSeconds(9), new SessionCounters());

        var asking = client.RequestAsync(null, client.CreateBackgroundBudget(), default);

        var error = await Assert.ThrowsAsync<WalmartException>(() => asking.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
        Assert.Equal(WalmartErrorId.Timeout, error.ErrorId);
    }

    private static async Task<SentRequest> Send(TokenGrant grant, Gateway gateway)
    {
        var handler = new ScriptedHandler(_ => ScriptedHandler.Token("a-token"));
        var client = new TokenClient(new HttpMessageInvoker(handler), gateway, grant, new FakeClock(), TimeSpan.FromSeconds(9), new SessionCounters());
        await client.RequestAsync(null, client.CreateBudget(NullOutput.Instance), default);
        return Assert.Single(handler.Sent);
    }
}
