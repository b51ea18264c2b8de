using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>The price of one item.</summary>
internal sealed class PriceEndpoints(ItemRows items, PageCache pages) : IEndpoints
{
    private const string Service = "GMP_PRICE_API";

    public IEnumerable<Route> Routes => [new("PUT", "/v3/price", Set) { Scope = "price" }];

    private Answer Set(Exchange exchange)
    {
        var body = JsonBody.Read(exchange);
        if (body.At("sku") is not { ValueKind: JsonValueKind.String } sku)
        {
            return GatewayError.BadRequest("sku", "The SKU is missing.", Service);
        }

        var pricing = body.At("pricing") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().FirstOrDefault() : (JsonElement?)null;
        if (pricing.At("currentPrice", "amount") is not { ValueKind: JsonValueKind.Number } amount || !amount.TryGetDecimal(out var price) || price <= 0)
        {
            return GatewayError.BadRequest("pricing[0].currentPrice.amount", "The price must be a number above 0.", Service);
        }

        var index = items.IndexOf(sku.GetString()!);
        if (index < 0)
        {
            return GatewayError.NotFound("sku", "No item has this SKU.", Service);
        }

        items.SetPrice(index, price);
        pages.Clear();
        return Answer.Json(JsonBody.Write(Seeds.Sku(index), static (w, sku) =>
        {
            w.WriteStartObject();
            w.WriteStartObject("ItemPriceResponse");
            w.WriteString("mart", "WALMART_US");
            w.WriteString("sku", sku);
            w.WriteString("message", "Thank you. Your price has been updated. Please allow up to five minutes for this change to be reflected on the site.");
            w.WriteEndObject();
            w.WriteEndObject();
        }));
    }
}
