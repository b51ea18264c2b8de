using System.Net;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>How Invoke-WalmartApi reports a 401, and which requests it makes to explain it (contract §3, §5).</summary>
[Collection("ModuleContext")]
public sealed class RejectedCallTests
{
    [Theory]
    [InlineData(200, """{"is_valid":true,"expire_at":"1795435200000"}""", "Token detail accepts the token until 2026-11-23 12:00:00 UTC, so only this call is refused")]
    [InlineData(200, """{"is_valid":true}""", "Token detail accepts the token, so only this call is refused")]
    [InlineData(200, """{"is_valid":false}""", "Token detail says that the token is not valid.")]
    [InlineData(200, """{"is_valid":true,"is_channel_match":false}""", "Token detail says that the channel type does not match this credential.")]
    [InlineData(401, "{}", "Token detail rejects it too.")]
    [InlineData(404, "{}", null)]
    [InlineData(503, "{}", null)]
    [InlineData(200, "<html>not JSON</html>", null)]
    public void A_401_that_a_fresh_token_does_not_mend_is_explained_by_one_question(int status, string detail, string? says)
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath switch
        {
            "/v3/orders" => Unauthorized(),
            "/v3/token/detail" => ScriptedHandler.Json(detail, (HttpStatusCode)status),
            _ => null,
        }).Connect();

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("TokenRejected", result.ErrorId);
        Assert.Contains("A new token was rejected too", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Marketplace, Production", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(says ?? "", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(says is not null, result.Error.Exception.Message.Contains("Token detail", StringComparison.Ordinal));
        Assert.Equal(2, host.Count("/v3/orders"));
        Assert.Equal(2, host.Count("/v3/token"));
        Assert.Equal("token-number-2", Assert.Single(host.Network.Sent, r => r.Address.AbsolutePath == "/v3/token/detail").Header("WM_SEC.ACCESS_TOKEN"));
        Assert.Empty(host.Clock.Delays);
    }

    [Fact]
    public void An_expired_token_is_reported_with_the_time_since_its_expiry()
    {
        ScriptedHost? harness = null;
        using var host = harness = new ScriptedHost(request =>
        {
            if (request.Address.AbsolutePath != "/v3/orders")
            {
                return null;
            }

            // It expires during the call.
            harness!.Clock.Advance(TimeSpan.FromSeconds(90));
            return Unauthorized();
        });
        host.Bring("a-token-of-somebody", "-ExpiresOn ([DateTimeOffset]'2026-11-23T12:01:00Z')");

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("TokenExpired", result.ErrorId);
        Assert.Contains("The access token expired 30 s ago.", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, host.Count("/v3/token"));
    }

    [Fact]
    public void A_young_token_that_Walmart_does_not_replace_is_reported_as_revoked_with_its_age()
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath switch
        {
            "/v3/token" => ScriptedHandler.Token("always-this-token"),
            "/v3/orders" => Unauthorized(),
            _ => null,
        }).Connect();
        host.Clock.Advance(TimeSpan.FromSeconds(40));

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("TokenRejected", result.ErrorId);
        Assert.Contains("The token is 40 s old and was issued by this host, so it was probably revoked", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, host.Count("/v3/orders"));
    }

    [Fact]
    public async Task A_token_that_may_be_of_another_environment_is_reported_as_that()
    {
        await using var gateway = await FreshGateway.StartAsync();
        using var host = new ModuleHost();
        const string script = "Connect-Walmart -BaseUri $sandbox -Environment Sandbox -Program Marketplace -Credential $credential; $token = (Get-WalmartToken).Token; Connect-Walmart -BaseUri $base -Program Marketplace -AccessToken $token; Invoke-WalmartApi /v3/orders";

        var result = host.Run(script, ("sandbox", gateway.Sandbox), ("base", gateway.Marketplace), ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceSandbox)));

        Assert.Equal("TokenRejected", result.ErrorId);
        Assert.Contains("issued for another environment", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Token detail rejects it too.", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("for this environment and program", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer abcdef", "it starts with the word Bearer", 1)]
    [InlineData("Basic abcdef", "it is a Basic header", 1)]
    [InlineData("abc def", "it contains white space", 1)]
    [InlineData("abc\ndef", "it contains white space or a line break", 0)]
    [InlineData("abcd\u00e9f", "it contains characters that are not valid in a header", 0)]
    public void A_malformed_token_is_reported_as_malformed_and_not_sent_where_no_header_can_carry_it(string token, string flaw, int sent)
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath is "/v3/orders" or "/v3/token/detail" ? Unauthorized() : null).Bring(token);

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("TokenRejected", result.ErrorId);
        Assert.Contains($"malformed: {flaw}", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Pass the access token exactly as", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(sent, host.Count("/v3/orders"));
    }

    [Fact]
    public void A_rejected_question_about_the_token_asks_no_second_one()
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath == "/v3/token/detail" ? Unauthorized() : null).Bring("a-token-of-somebody");

        Assert.Equal("TokenRejected", host.Run("Invoke-WalmartApi /v3/token/detail").ErrorId);
        Assert.Equal(1, host.Count("/v3/token/detail"));
    }

    private static HttpResponseMessage Unauthorized() => ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API", field: "UNAUTHORIZED");
}
