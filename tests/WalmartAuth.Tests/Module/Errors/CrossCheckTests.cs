using System.Net;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>What the cross-check of a rejected credential sends to Walmart's other hosts: id and secret, but nothing that belongs to one host.</summary>
[Collection("ModuleContext")]
public sealed class CrossCheckTests
{
    private static readonly (string Name, object? Value)[] Variables = [("refresh", ModuleHost.Secure("the-refresh-token-of-a-seller-0123456789"))];

    [Fact]
    public void A_refresh_token_goes_to_its_own_host_alone()
    {
        using var host = Rejecting();

        var result = host.Run("Test-WalmartCredential -Program Marketplace -Credential $credential -RefreshToken $refresh -PartnerId 10001", Variables);

        Assert.Equal(false, result.Single.BaseObject);
        var home = Assert.Single(host.Network.Sent, r => r.Address.Host == "marketplace.walmartapis.com");
        Assert.Contains("refresh_token=", home.Body, StringComparison.Ordinal);
        var other = Assert.Single(host.Network.Sent, r => r != home);
        Assert.Equal("sandbox.walmartapis.com", other.Address.Host);
        Assert.Equal("grant_type=client_credentials", other.Body);
        Assert.Null(other.Header("WM_PARTNER.ID"));
    }

    [Fact]
    public void Without_a_refresh_token_the_supplier_host_is_tried_too()
    {
        using var host = Rejecting();

        host.Run("Test-WalmartCredential -Program Marketplace -Credential $credential -PartnerId 10001");

        Assert.Equal(["marketplace.walmartapis.com", "sandbox.walmartapis.com", "api-gateway.walmart.com"], host.Network.Sent.Select(r => r.Address.Host));
        Assert.All(host.Network.Sent, r => Assert.Equal("grant_type=client_credentials", r.Body));
    }

    private static ScriptedHost Rejecting() => new(_ => ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API"));
}
