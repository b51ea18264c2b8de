using System.Net;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

/// <summary>The dynamic sandbox (contract §1).</summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task An_order_goes_from_the_buyer_to_delivery_and_back()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync(client.Gateway.Sandbox, DefaultAccounts.MarketplaceSandbox);
        var item = await SendAsync("POST", "/v1/simulations/items", """{"sku":"TEST-1","productName":"Test","price":{"amount":3.5}}""", HttpStatusCode.Created);
        Assert.Equal(3.5m, item.GetProperty("price").GetProperty("amount").GetDecimal());
        await SendAsync("PUT", "/v1/simulations/items/TEST-1", """{"productName":"Better"}""");
        Assert.Equal("Better", (await SendAsync("GET", "/v1/simulations/items/TEST-1")).GetProperty("productName").GetString());
        Assert.Equal(501, (await SendAsync("GET", "/v1/simulations/items")).GetProperty("totalItems").GetInt32());

        var order = await SendAsync("POST", "/v1/simulations/orders", """{"customerEmailId":"a@b.example","orderLines":{"orderLine":[{"item":{"sku":"TEST-1"}}]}}""", HttpStatusCode.Created);
        var id = order.GetProperty("order").GetProperty("purchaseOrderId").GetString();
        Assert.Equal("TEST-1", (await SendAsync("GET", $"/v3/orders?purchaseOrderId={id}")).GetProperty("list").GetProperty("elements").GetProperty("order")[0].GetProperty("orderLines").GetProperty("orderLine")[0].GetProperty("item").GetProperty("sku").GetString());
        await SendAsync("POST", $"/v1/simulations/{id}/deliver", "{}", HttpStatusCode.BadRequest);
        await SendAsync("POST", $"/v3/orders/{id}/acknowledge", "{}");
        await SendAsync("POST", $"/v3/orders/{id}/shipping", """{"orderShipment":{"orderLines":{"orderLine":[{"lineNumber":"1"}]}}}""");
        var delivered = await SendAsync("POST", $"/v1/simulations/orders/{id}/deliver", "{}");
        Assert.Contains("Delivered", delivered.ToString(), StringComparison.Ordinal);

        var back = await SendAsync("POST", "/v1/simulations/returns", $$"""{"purchaseOrderId":"{{id}}","lineNumber":1,"qty":1,"reason":"DAMAGED"}""", HttpStatusCode.Created);
        var returned = back.GetProperty("returnOrderId").GetString();
        await SendAsync("PUT", "/v1/simulations/returns", $$"""{"returnOrderId":"{{returned}}","lineNumber":1,"qty":1,"status":"DELIVERED","eventTag":"x"}""");
        Assert.Equal(returned, (await SendAsync("POST", $"/v3/returns/{returned}/refund", "{}")).GetProperty("returnOrderId").GetString());

        async Task<JsonElement> SendAsync(string method, string path, string? body = null, HttpStatusCode status = HttpStatusCode.OK)
        {
            var request = client.Call(token, path, new HttpMethod(method), client.Gateway.Sandbox, ("WM_SANDBOX", "v2"));
            using var answer = await client.SendAsync(body is null ? request : EmulatorClient.WithBody(request, body));
            Assert.Equal((path, status), (path, answer.StatusCode));
            return await EmulatorClient.JsonAsync(answer);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("V2")]
    [InlineData("v1")]
    public async Task Without_v2_it_is_the_static_sandbox_which_has_no_simulations(string? value)
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync(client.Gateway.Sandbox, DefaultAccounts.MarketplaceSandbox);
        using var answer = await client.SendAsync(client.Call(token, "/v1/simulations/items", site: client.Gateway.Sandbox, headers: ("WM_SANDBOX", value)));
        Assert.Equal("No static resource v1/simulations/items.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
