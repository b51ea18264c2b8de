using WalmartAuth.Requests;

namespace WalmartAuth.Tests.Unit.Calls;

/// <summary>What counts as one endpoint, with a shared request limit (contract §6).</summary>
public sealed class PathTemplateTests
{
    [Theory]
    [InlineData("/v3/orders")]
    [InlineData("v3/orders")]
    [InlineData("/v3/orders/")]
    [InlineData("/v3/orders?limit=1&next=a://b")]
    [InlineData("https://marketplace.walmartapis.com/v3/orders")]
    [InlineData("https://marketplace.walmartapis.com/v3/orders?limit=1")]
    public void A_path_is_the_same_endpoint_however_it_is_written(string path) =>
        Assert.Equal("/v3/orders", AddressBuilder.Template(path));

    [Theory]
    [InlineData("/v3/items/{sku}", "/v3/items/{sku}")]
    [InlineData("https://marketplace.walmartapis.com", "/")]
    [InlineData("https://marketplace.walmartapis.com?a=/b", "/")]
    public void Braces_stay_and_a_host_alone_is_the_root(string path, string template) =>
        Assert.Equal(template, AddressBuilder.Template(path));
}
