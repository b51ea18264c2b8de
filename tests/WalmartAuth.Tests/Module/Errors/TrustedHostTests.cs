using System.Net;
using WalmartAuth.Sessions.Testing;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Which addresses a credential is sent to at all (contract §1): look-alike hosts exist.</summary>
[Collection("Runtime")]
public sealed class TrustedHostTests
{
    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://evilwalmartapis.com")]
    [InlineData("https://marketplace.walmartapis.com.evil.example")]
    [InlineData("https://api-gateway.walmart.com.evil.example")]
    [InlineData("http://marketplace.walmartapis.com")]
    [InlineData("http://localhost.evil.example")]
    public void No_credential_goes_to_a_host_that_is_none_of_Walmarts(string address)
    {
        using var host = new ScriptedHost(_ => null);

        foreach (var command in new[] { "Connect-Walmart", "Test-WalmartCredential" })
        {
            var result = host.Run($"{command} -Program Marketplace -Credential $credential -BaseUri {address}");

            Assert.Equal("HostNotAllowed", result.ErrorId);
            Assert.Contains("-AllowUntrustedHost", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(host.Network.Sent);
    }

    [Theory]
    [InlineData("https://gateway.example/ -AllowUntrustedHost")]
    [InlineData("https://anything.walmartapis.com")]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("http://localhost:9")]
    public void It_goes_to_Walmarts_hosts_to_this_machine_and_where_the_user_says_so(string address)
    {
        using var host = new ScriptedHost(_ => null);

        host.Run($"Connect-Walmart -Program Marketplace -Credential $credential -BaseUri {address}").ThrowOnError();

        Assert.Equal(1, host.Count("/v3/token"));
    }

    [Theory]
    [InlineData("https://sandbox.walmartapis.com")]
    [InlineData("https://sandbox.walmartapis.com -Environment Production")]
    [InlineData("https://marketplace.walmartapis.com -Environment Sandbox")]
    [InlineData("https://api-gateway.walmart.com -Environment Sandbox")]
    public void A_host_of_the_other_environment_is_refused_before_anything_is_sent(string address)
    {
        using var host = new ScriptedHost(_ => null);

        Assert.Equal("EnvironmentMismatch", host.Run($"Connect-Walmart -Program Marketplace -Credential $credential -BaseUri {address}").ErrorId);
        Assert.Empty(host.Network.Sent);
    }

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
