using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>The module sends cursors and bodies in the exact form, even though Walmart tolerates others.</summary>
public sealed class StrictGatewayTests : CallTests
{
    [Theory]
    [InlineData("/v3/orders?limit=100&status=Created")]
    [InlineData("/v3/orders?limit=100&createdStartDate=2020-01-01T00:00:00Z")]
    [InlineData("/v3/returns?limit=15")]
    [InlineData("/v3/items?limit=200")]
    [InlineData("/v3/inventories?limit=50")]
    public void Every_page_is_requested_with_the_cursor_as_it_was_issued(string path)
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.Strict).Always());

        Assert.NotEmpty(Run($"Invoke-WalmartApi '{path}' -All").Clean.Output);
    }

    [Fact]
    public void A_post_without_a_body_names_no_wrong_type()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.Strict).Always());

        Assert.Single(Run($"Invoke-WalmartApi /v3/orders/{SampleData.PurchaseOrderId(0)}/acknowledge -Method Post -Confirm:$false").Clean.Output);
    }
}
