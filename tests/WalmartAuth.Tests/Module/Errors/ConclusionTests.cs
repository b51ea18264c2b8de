using System.Net;
using WalmartAuth.Diagnostics;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>The conclusion of Test-WalmartCredential if the credential is neither valid nor rejected by the token call.</summary>
[Collection("ModuleContext")]
public sealed class ConclusionTests
{
    [Theory]
    [InlineData("-Credential $credential -Program Marketplace", "TokenCall")]
    [InlineData("-AccessToken $token -Program Marketplace", "TokenDetail")]
    public void A_gateway_that_asks_to_wait_is_reachable_and_the_time_is_reported(string subject, string check)
    {
        using var host = new ScriptedHost(_ =>
        {
            var answer = ScriptedHandler.Error(HttpStatusCode.TooManyRequests, "REQUEST_THRESHOLD_VIOLATED.GMP_GATEWAY_API");
            answer.Headers.TryAddWithoutValidation("Retry-After", "3600");
            return answer;
        });

        var result = host.Run($"Test-WalmartCredential {subject} -Detailed", ("token", ModuleHost.Secure("a-token-of-somebody")));

        var report = (WalmartCredentialReport)Assert.Single(result.Output).BaseObject;
        Assert.Null(report.Succeeded);
        Assert.Equal(WalmartCheckResult.Passed, Check(report, "Reachability").Result);
        Assert.Equal(WalmartCheckResult.Failed, Check(report, check).Result);
        Assert.StartsWith("Throttled: ", report.Conclusion, StringComparison.Ordinal);
        Assert.Contains("retry at 2026-11-23 13:00:00 UTC", report.Conclusion, StringComparison.Ordinal);
        Assert.Equal("Throttled", result.ErrorId);
    }

    [Theory]
    [InlineData("a-token-of-somebody", "-ExpiresOn ([DateTimeOffset]'2026-11-23T11:59:00Z')")]
    [InlineData("a-token\nof-somebody", "")]
    public void A_token_that_is_never_sent_is_wrong_and_reachability_is_unknown(string token, string more)
    {
        using var host = new ScriptedHost(_ => null);

        var report = (WalmartCredentialReport)host.Run($"Test-WalmartCredential -AccessToken $token -Detailed {more}", ("token", ModuleHost.Secure(token))).Single.BaseObject;

        Assert.False(report.Succeeded);
        Assert.Equal(WalmartCheckResult.Skipped, Check(report, "Reachability").Result);
        Assert.Equal(WalmartCheckResult.Failed, Check(report, "TokenDetail").Result);
        Assert.Empty(host.Network.Sent);
    }

    [Fact]
    public void A_token_at_a_gateway_without_any_call_that_tells_is_neither_right_nor_wrong()
    {
        using var host = new ScriptedHost(_ => ScriptedHandler.Error(HttpStatusCode.NotFound, "CONTENT_NOT_FOUND.GMP_GATEWAY_API"));

        var result = host.Run("Test-WalmartCredential -AccessToken $token -Detailed", ("token", ModuleHost.Secure("a-token-of-somebody")));

        var report = (WalmartCredentialReport)Assert.Single(result.Output).BaseObject;
        Assert.Null(report.Succeeded);
        Assert.Equal(WalmartCheckResult.Passed, Check(report, "Reachability").Result);
        Assert.StartsWith("This gateway has no endpoint that shows whether the token is valid.", report.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_without_a_token_call_is_no_gateway()
    {
        using var host = new ScriptedHost(_ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("No static resource v3/token.") });

        var report = (WalmartCredentialReport)Assert.Single(host.Run("Test-WalmartCredential -Credential $credential -Detailed").Output).BaseObject;

        Assert.Null(report.Succeeded);
        Assert.StartsWith("Gateway: ", Check(report, "Reachability").Cause, StringComparison.Ordinal);
        Assert.StartsWith("Address or network: ", report.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_that_Walmart_finds_with_the_request_is_neither_the_address_nor_an_outage()
    {
        using var host = new ScriptedHost(_ => ScriptedHandler.Error(HttpStatusCode.BadRequest, "INVALID_REQUEST_HEADER.GMP_GATEWAY_API", field: "WM_MARKET"));

        var report = (WalmartCredentialReport)Assert.Single(host.Run("Test-WalmartCredential -Credential $credential -Detailed").Output).BaseObject;

        Assert.Null(report.Succeeded);
        Assert.Equal(WalmartCheckResult.Passed, Check(report, "Reachability").Result);
        Assert.StartsWith("Request: ", report.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void Scopes_that_cannot_be_looked_at_are_neither_the_address_nor_an_outage()
    {
        using var host = new ScriptedHost(r => r.Address.AbsolutePath == "/v3/token/detail" ? ScriptedHandler.Json("{}", HttpStatusCode.NotFound) : null);

        var result = host.Run("Test-WalmartCredential -Credential $credential -Detailed -RequireScope @{ orders = 'view_only' }");

        Assert.Equal("InsufficientScope", result.ErrorId);
        Assert.StartsWith("Scopes: ", ((WalmartCredentialReport)Assert.Single(result.Output).BaseObject).Conclusion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, 200)]
    [InlineData(404, 401)]
    public void A_token_that_Walmart_rejects_is_a_wrong_one(int detail, int status)
    {
        using var host = new ScriptedHost(r => ScriptedHandler.Json("{}", (HttpStatusCode)(r.Address.AbsolutePath == "/v3/token/detail" ? detail : status)));

        var result = host.Run("Test-WalmartCredential -AccessToken $token", ("token", ModuleHost.Secure("a-token-of-somebody")));

        Assert.Equal(false, result.Single.BaseObject);
        Assert.StartsWith("token: Credential: Walmart does not accept the token", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_incident_that_Walmart_announces_is_reported()
    {
        using var host = new ScriptedHost(r => r.Address.AbsolutePath == "/v3/utilities/apiStatus" ? ScriptedHandler.Json("""{"apiStatuses":[{"apiName":"Orders","status":"DOWN"},{"apiName":"Items","status":"UP"}]}""") : null);

        var report = (WalmartCredentialReport)host.Run("Test-WalmartCredential -Credential $credential -Detailed").Single.BaseObject;

        Assert.True(report.Succeeded);
        Assert.Equal("Walmart reports an incident with Orders (DOWN).", Check(report, "ApiStatus").Cause);
    }

    [Fact]
    public void The_clock_is_looked_at_for_a_token_too()
    {
        using var host = new ScriptedHost(request =>
        {
            var answer = ScriptedHandler.Json("""{"is_valid":true}""");
            answer.Headers.Date = new DateTimeOffset(2026, 11, 23, 12, 10, 0, TimeSpan.Zero);
            return answer;
        });

        var report = (WalmartCredentialReport)host.Run("Test-WalmartCredential -AccessToken $token -Detailed", ("token", ModuleHost.Secure("a-token-of-somebody"))).Single.BaseObject;

        Assert.Contains("600 s behind", Check(report, "ClockSkew").Cause, StringComparison.Ordinal);
    }

    private static WalmartCheck Check(WalmartCredentialReport report, string name) => report.Checks.Single(c => c.Name == name);
}
