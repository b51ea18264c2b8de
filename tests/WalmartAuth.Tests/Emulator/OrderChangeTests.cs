using System.Net;
using System.Text;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

/// <summary>Changes of an order: acknowledgement, shipping, cancellation and refund.</summary>
public sealed class OrderChangeTests
{
    private const string Shipment = """{"orderShipment":{"orderLines":{"orderLine":[{"lineNumber":"1","orderLineStatuses":{"orderLineStatus":[{"status":"Shipped","trackingInfo":{"trackingNumber":"1Z9"}}]}}]}}}""";
    private const string Cancellation = """{"orderCancellation":{"orderLines":{"orderLine":[{"lineNumber":"1","orderLineStatuses":{"orderLineStatus":[{"status":"Cancelled","cancellationReason":"SELLER_CANCEL_OUT_OF_STOCK"}]}}]}}}""";
    private const string Refund = """{"orderRefund":{"orderLines":{"orderLine":[{"lineNumber":"1","refunds":{"refund":[{"refundComments":"late"}]}}]}}}""";

    [Fact]
    public async Task An_order_is_acknowledged_shipped_and_refunded()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var id = SampleData.PurchaseOrderId(0);
        Assert.Equal("Acknowledged", StatusOf(await PostAsync(client, token, id, "acknowledge", "{}")));
        var shipped = await PostAsync(client, token, id, "shipping", Shipment);
        Assert.Equal("Shipped", StatusOf(shipped));
        Assert.Equal("1Z9", Line(shipped).GetProperty("orderLineStatuses").GetProperty("orderLineStatus")[0].GetProperty("trackingInfo").GetProperty("trackingNumber").GetString());
        Assert.Equal("Shipped", StatusOf(await PostAsync(client, token, id, "acknowledge", "{}")));
        Assert.Equal("late", Line(await PostAsync(client, token, id, "refund", Refund)).GetProperty("refund")[0].GetProperty("refundComments").GetString());

        var released = await client.GetJsonAsync(token, "/v3/orders/released?limit=200");
        Assert.DoesNotContain(id, released.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_shipped_is_not_cancelled_and_what_was_cancelled_not_shipped()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        Assert.Equal("Cancelled", StatusOf(await PostAsync(client, token, SampleData.PurchaseOrderId(0), "cancel", Cancellation)));
        Assert.Equal("400 INVALID_REQUEST purchaseOrderId", await RefusalAsync(SampleData.PurchaseOrderId(0), "shipping", Shipment));
        Assert.Equal("400 INVALID_REQUEST purchaseOrderId", await RefusalAsync(SampleData.PurchaseOrderId(2), "cancel", Cancellation));
        Assert.Equal("400 INVALID_REQUEST purchaseOrderId", await RefusalAsync(SampleData.PurchaseOrderId(1), "refund", Refund));
        Assert.Equal("400 INVALID_REQUEST_CONTENT orderShipment", await RefusalAsync(SampleData.PurchaseOrderId(1), "shipping", "{}"));
        Assert.Equal("404 CONTENT_NOT_FOUND purchaseOrderId", await RefusalAsync("1", "shipping", Shipment));

        async Task<string> RefusalAsync(string id, string what, string body)
        {
            using var answer = await client.SendJsonAsync(token, HttpMethod.Post, $"/v3/orders/{id}/{what}", body);
            return await EmulatorClient.ErrorAsync(answer);
        }
    }

    [Fact]
    public async Task An_acknowledgement_without_a_body_may_name_a_form_type_and_a_strict_gateway_refuses_it()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        Assert.Equal(HttpStatusCode.OK, await AcknowledgeAsync());
        client.Gateway.Faults.Add(Fault.Of(FaultKind.Strict));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await AcknowledgeAsync());

        async Task<HttpStatusCode> AcknowledgeAsync()
        {
            var request = client.Call(token, $"/v3/orders/{SampleData.PurchaseOrderId(0)}/acknowledge", HttpMethod.Post);
            request.Content = new StringContent(string.Empty, Encoding.UTF8, "application/x-www-form-urlencoded");
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    private static async Task<JsonElement> PostAsync(EmulatorClient client, string token, string id, string what, string body)
    {
        using var answer = await client.SendJsonAsync(token, HttpMethod.Post, $"/v3/orders/{id}/{what}", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await EmulatorClient.JsonAsync(answer);
    }

    [Fact]
    public async Task An_order_has_as_many_lines_as_the_configuration_allows_and_is_found_by_the_SKU_of_each()
    {
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Default with { Seeds = new SeedSizes { Orders = 6, OrderLines = 3 } } });
        var token = await client.TokenAsync();

        var orders = await client.GetJsonAsync(token, "/v3/orders");
        Assert.Equal([1, 2, 3, 1, 2, 3], orders.GetProperty("list").GetProperty("elements").GetProperty("order").EnumerateArray().Select(order => order.GetProperty("orderLines").GetProperty("orderLine").GetArrayLength()));

        var found = await client.GetJsonAsync(token, "/v3/orders?sku=" + SampleData.Sku(4));
        var lines = found.GetProperty("list").GetProperty("elements").GetProperty("order").EnumerateArray().SelectMany(order => order.GetProperty("orderLines").GetProperty("orderLine").EnumerateArray()).ToList();
        Assert.Equal(["1", "3"], lines.Where(line => line.GetProperty("item").GetProperty("sku").GetString() == SampleData.Sku(4)).Select(line => line.GetProperty("lineNumber").GetString()).Order().Distinct());
    }

    private static JsonElement Line(JsonElement answer) => answer.GetProperty("order").GetProperty("orderLines").GetProperty("orderLine")[0];

    private static string? StatusOf(JsonElement answer) => Line(answer).GetProperty("orderLineStatuses").GetProperty("orderLineStatus")[0].GetProperty("status").GetString();
}
