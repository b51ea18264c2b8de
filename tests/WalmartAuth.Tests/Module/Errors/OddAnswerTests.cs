using System.Net;
using WalmartAuth.Sessions.Testing;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Answers that say less, or more, than they mean.</summary>
[Collection("Runtime")]
public sealed class OddAnswerTests
{
    [Fact]
    public void An_address_without_a_token_call_is_no_gateway()
    {
        using var host = new ScriptedHost(_ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("No static resource v3/token.") });

        var result = host.Run("Test-WalmartCredential -Program Marketplace -Credential $credential -Detailed");

        var report = (WalmartCredentialReport)result.Output.Single().BaseObject;
        var check = report.Checks.Single(c => c.Name == "Reachability");
        Assert.Equal(WalmartCheckResult.Failed, check.Result);
        Assert.StartsWith("Gateway: ", check.Cause, StringComparison.Ordinal);
        Assert.Null(report.Succeeded);
    }

    [Fact]
    public void A_401_whose_field_is_its_own_code_does_not_say_it_twice()
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath == "/v3/orders" ? ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API", field: "UNAUTHORIZED") : null).Connect();

        var message = host.Run("Invoke-WalmartApi /v3/orders").Error.Exception.Message;

        Assert.Contains("401: UNAUTHORIZED.GMP_GATEWAY_API: said so.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("(field", message, StringComparison.Ordinal);
    }
}
