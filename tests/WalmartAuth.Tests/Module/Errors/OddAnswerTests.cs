using System.Net;
using WalmartAuth.Diagnostics;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Responses with missing or misleading information.</summary>
[Collection("ModuleContext")]
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

    [Fact]
    public void Of_a_long_text_that_is_no_JSON_only_the_beginning_is_said()
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath == "/v3/orders" ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("all is " + new string('w', 5000)) } : null).Connect();

        var error = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("InvalidResponse", error.ErrorId);
        Assert.EndsWith("It begins: all is " + new string('w', 73), error.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<HTML>Access Denied</HTML>", "text/html")]
    [InlineData("No static resource v3/nothing.", "text/plain")]
    [InlineData("<errors>", "application/xml")]
    public void With_SkipHttpErrorCheck_a_failure_that_is_text_is_written_as_text(string body, string type)
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath == "/v3/nothing" ? new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent(body, null, type) } : null).Connect();

        Assert.Equal(body, host.Run("Invoke-WalmartApi /v3/nothing -SkipHttpErrorCheck").Output.Single().BaseObject);
        Assert.Equal("NotFound", host.Run("Invoke-WalmartApi /v3/nothing").ErrorId);
    }
}
