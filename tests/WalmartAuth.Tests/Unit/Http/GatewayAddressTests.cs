using WalmartAuth.Http;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>Which addresses are Walmart's, and which have the same host.</summary>
public sealed class GatewayAddressTests
{
    [Theory]
    [InlineData("https://sandbox.walmartapis.com/", true)]
    [InlineData("https://API-GATEWAY.walmart.com/", true)]
    [InlineData("https://aurora-api-gateway.prod.walmart.com/", true)]
    [InlineData("https://walmartapis.com/", false)]
    [InlineData("https://www.walmart.com/", false)]
    [InlineData("https://bücher.example/", false)]
    public void Walmarts_hosts_are_known_by_their_name(string address, bool isWalmart)
    {
        Assert.Equal(isWalmart, GatewayAddress.IsWalmart(new Uri(address)));
        Assert.Equal(isWalmart, GatewayAddress.IsTrusted(new Uri(address)));
        Assert.False(GatewayAddress.IsTrusted(new Uri(address.Replace("https:", "http:", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("https://MARKETPLACE.walmartapis.com:443/v3", true)]
    [InlineData("https://marketplace.walmartapis.com:8443/", false)]
    [InlineData("http://marketplace.walmartapis.com:443/", false)]
    [InlineData("https://sandbox.walmartapis.com/", false)]
    public void Scheme_host_and_port_make_a_host(string other, bool isSame) =>
        Assert.Equal(isSame, GatewayAddress.SameHost(GatewayAddress.Marketplace, new Uri(other)));
}
