using System.Net;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Test-WalmartCredential if the token call succeeds and a later call fails, and vice versa.</summary>
[Collection("ModuleContext")]
public sealed class RejectedDetailTests
{
    [Theory]
    [InlineData("Marketplace", 404, false)]
    [InlineData("Marketplace", 401, false)]
    [InlineData("Marketplace", 200, true)]
    [InlineData("Supplier", 404, true)]
    public void A_fresh_token_that_token_detail_rejects_is_accepted_only_where_another_call_takes_it(string program, int status, bool verdict)
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath switch
        {
            "/v3/token/detail" => ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API"),
            "/v3/utilities/apiStatus" => status == 200 ? ScriptedHandler.Json("{}") : ScriptedHandler.Error((HttpStatusCode)status, "SOME_CODE.GMP_GATEWAY_API"),
            _ => null,
        });

        var result = host.Run($"Test-WalmartCredential -Program {program} -Credential $credential");

        Assert.Equal(verdict, result.Single.BaseObject);
        Assert.Equal(verdict ? 0 : 1, result.Warnings.Count);
        Assert.All(result.Warnings, w => Assert.Contains("does not accept the token", w, StringComparison.Ordinal));
    }

    [Fact]
    public void Scopes_that_cannot_be_found_out_are_an_error_that_says_why()
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath == "/v3/token/detail" ? new HttpResponseMessage(HttpStatusCode.InternalServerError) : null);

        var result = host.Run("Test-WalmartCredential -Program Marketplace -Credential $credential -RequireScope @{ orders = 'view_only' }");

        Assert.Empty(result.Output);
        Assert.Equal("InsufficientScope", result.ErrorId);
        Assert.Contains("returned 500", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejection_tells_the_gateways_time_too_and_its_next_step_is_another_one_than_this_test()
    {
        using var host = new ScriptedHost(request =>
        {
            if (request.Address.AbsolutePath != "/v3/token")
            {
                return null;
            }

            var answer = ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API");
            answer.Headers.Date = new DateTimeOffset(2026, 11, 23, 13, 0, 0, TimeSpan.Zero);
            return answer;
        });

        var report = (WalmartCredentialReport)host.Run("Test-WalmartCredential -Program Marketplace -Credential $credential -Detailed").Single.BaseObject;

        Assert.False(report.Succeeded);
        Assert.Contains("behind the gateway's", report.Checks.Single(c => c.Name == "ClockSkew").Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("Test-WalmartCredential", report.Checks.Single(c => c.Name == "TokenCall").NextStep, StringComparison.Ordinal);
    }
}
