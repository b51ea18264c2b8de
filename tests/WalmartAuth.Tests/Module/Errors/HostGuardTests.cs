using System.Net;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Which hosts may receive a credential, and of which environment (contract §1).</summary>
[Collection("ModuleContext")]
public sealed class HostGuardTests
{
    [Theory]
    [InlineData("https://gateway.example")]
    [InlineData("https://marketplace.walmartapis.com.gateway.example")]
    [InlineData("https://look-alike-walmartapis.com")]
    [InlineData("https://api-gateway.walmart.com.example")]
    [InlineData("https://localhost.gateway.example")]
    [InlineData("http://marketplace.walmartapis.com")]
    public void Another_host_gets_no_credential_unless_the_user_says_so(string address)
    {
        using var host = new ScriptedHost(_ => null);
        foreach (var script in new[] { "Connect-Walmart -Credential $credential", "Test-WalmartCredential -Credential $credential", "Test-WalmartCredential -AccessToken $token" })
        {
            var result = host.Run($"{script} -BaseUri $base", ("base", address), ("token", ModuleHost.Secure("a-token-of-somebody")));

            Assert.Equal("HostNotAllowed", result.ErrorId);
            Assert.Contains("-AllowUntrustedHost", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(host.Network.Sent);
        host.Run("Connect-Walmart -Credential $credential -BaseUri $base -AllowUntrustedHost", ("base", address)).ThrowOnError();
        Assert.Single(host.Network.Sent);
    }

    [Theory]
    [InlineData("https://developer.api.walmart.com/api-proxy/service", "advertising")]
    [InlineData("https://developer.api.us.walmart.com", "Data Ventures")]
    [InlineData("https://api.example/identity/oauth/v1", "carriers")]
    public void A_host_of_another_Walmart_API_is_named_as_that(string address, string api)
    {
        using var host = new ScriptedHost(_ => null);

        var result = host.Run("Connect-Walmart -Credential $credential -BaseUri $base", ("base", address));

        Assert.Contains(api, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(host.Network.Sent);
    }

    [Theory]
    [InlineData("https://sandbox.walmartapis.com", "Production")]
    [InlineData("https://marketplace.walmartapis.com", "Sandbox")]
    [InlineData("https://api-gateway.walmart.com", "Sandbox")]
    public void A_host_of_the_other_environment_gets_none_either(string address, string environment)
    {
        using var host = new ScriptedHost(_ => null);

        var result = host.Run($"Connect-Walmart -Credential $credential -BaseUri {address} -Environment {environment} -AllowUntrustedHost");

        Assert.Equal("EnvironmentMismatch", result.ErrorId);
        Assert.Empty(host.Network.Sent);
    }

    [Theory]
    [InlineData("/v3/token", "an absolute http or https address")]
    [InlineData("ftp://marketplace.walmartapis.com", "an absolute http or https address")]
    [InlineData("https://user:password@marketplace.walmartapis.com", "a user name or password")]
    public void An_address_that_is_not_one_of_a_gateway_is_an_argument_error(string address, string why)
    {
        using var host = new ScriptedHost(_ => null);

        var result = host.Run($"Connect-Walmart -Credential $credential -BaseUri {address} -AllowUntrustedHost");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Contains(why, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("user:", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(host.Network.Sent);
    }

    [Theory]
    [InlineData("https://marketplace.walmartapis.com")]
    [InlineData("https://api-gateway.walmart.com")]
    [InlineData("https://eu.walmartapis.com")]
    [InlineData("http://127.0.0.1:7100")]
    [InlineData("http://localhost:7100")]
    public void Walmarts_hosts_and_this_machine_do(string address)
    {
        using var host = new ScriptedHost(_ => null);

        host.Run($"Connect-Walmart -Credential $credential -BaseUri {address}").ThrowOnError();

        Assert.Single(host.Network.Sent);
    }

    [Theory]
    [InlineData("Connect-Walmart -RefreshToken $text")]
    [InlineData("Test-WalmartCredential -RefreshToken $text")]
    [InlineData("Connect-Walmart -AuthorizationCode $text -RedirectUri https://partner.example/")]
    public void The_host_of_suppliers_gets_no_grant_of_solution_providers(string script)
    {
        using var host = new ScriptedHost(_ => null);

        var result = Run("-Program Supplier");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Contains("api-gateway.walmart.com", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Program Marketplace", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(host.Network.Sent);
        Run("").ThrowOnError();
        Run("-Environment Sandbox").ThrowOnError();

        ScriptResult Run(string more) =>
            host.Run($"{script} -Credential $credential -PartnerId 10001 {more}", ("text", ModuleHost.Secure("a-text-good-for-one-exchange")));
    }

    [Theory]
    [InlineData(HttpStatusCode.MovedPermanently)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public void A_redirect_of_the_token_call_is_neither_followed_nor_tried_again(HttpStatusCode status)
    {
        using var host = new ScriptedHost(_ => ScriptedHandler.Redirect("https://marketplace.walmartapis.com/v3/elsewhere", status));

        var result = host.Run("Connect-Walmart -Program Marketplace -Credential $credential");

        Assert.Equal("InvalidResponse", result.ErrorId);
        Assert.Contains($"returned a redirect ({(int)status}). A credential is never forwarded", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("/v3/token", Assert.Single(host.Network.Sent).Address.AbsolutePath);
    }
}
