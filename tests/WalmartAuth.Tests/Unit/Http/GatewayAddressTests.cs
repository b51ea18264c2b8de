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

    [Theory]
    [InlineData("https://api-gateway.walmart.com/v3/items", true)]
    [InlineData("https://aurora-api-gateway.prod.walmart.com/", true)]
    [InlineData("http://api-gateway.walmart.com/", false)]
    [InlineData("https://marketplace.walmartapis.com/", false)]
    public void The_Supplier_program_has_two_hosts(string address, bool isSupplier) =>
        Assert.Equal(isSupplier, GatewayAddress.IsSupplier(new Uri(address)));

    [Theory]
    [InlineData("https://developer.api.walmart.com/x", "Advertising")]
    [InlineData("https://developer.api.us.walmart.com/x", "Advertising")]
    [InlineData("https://marketplace.walmartapis.com/IDENTITY/oauth/token", "carrier")]
    [InlineData("https://marketplace.walmartapis.com/v3/token", null)]
    public void Addresses_of_other_Walmart_APIs_are_known(string address, string? api)
    {
        var found = GatewayAddress.OtherApis(new Uri(address));

        Assert.Equal(api is null, found is null);
        Assert.Contains(api ?? "", found ?? "", StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://marketplace.walmartapis.com", "https://marketplace.walmartapis.com/")]
    [InlineData("https://gateway.example/walmart//?a=b#c", "https://gateway.example/walmart/")]
    public void A_base_address_ends_with_one_slash(string address, string normal) =>
        Assert.Equal(normal, GatewayAddress.Normalize(new Uri(address)).AbsoluteUri);
}
