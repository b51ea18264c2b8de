using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>Returns: query cursors as for orders, at another place (contract §7).</summary>
internal sealed class ReturnsEndpoints(int count, PageCache pages, Paging paging) : IEndpoints
{
    private const int UsualLimit = 10;
    private readonly DateTimeOffset _newest = DateTimeOffset.UtcNow;

    public IEnumerable<Route> Routes => [new("GET", "/v3/returns", List) { Scope = "returns" }];

    private Answer List(Exchange exchange)
    {
        var (page, refusal) = paging.Query(exchange, UsualLimit);
        return refusal ?? Answer.Json(paging.IsDisturbed ? Make() : pages.Get("returns", exchange.Query, Make));

        ReadOnlyMemory<byte> Make() => Page(page, paging.Next(exchange, page, count, next => Cursors.Query(page.Limit, next, count, string.Empty)));
    }

    private ReadOnlyMemory<byte> Page(PageQuery page, string? cursor) => JsonBody.Write(w =>
    {
        w.WriteStartObject();
        w.WriteStartObject("meta");
        w.WriteNumber("totalCount", count);
        w.WriteNumber("limit", page.Limit);
        if (cursor is not null)
        {
            w.WriteString("nextCursor", cursor);
        }

        w.WriteEndObject();
        w.WriteStartArray("returnOrders");
        for (var index = page.Offset; index < Math.Min(page.Next, count); index++)
        {
            WriteRow(w, index);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }, 4096);

    private void WriteRow(Utf8JsonWriter w, int index)
    {
        w.WriteStartObject();
        w.WriteString("returnOrderId", Seeds.ReturnOrderId(index));
        w.WriteString("customerOrderId", Seeds.PurchaseOrderId(index));
        w.WriteString("returnOrderDate", _newest.AddHours(-5.0 * index).UtcDateTime);
        w.WriteStartObject("totalRefundAmount");
        w.WriteString("currencyUnit", "USD");
        w.WriteNumber("currencyAmount", ItemRows.Price(index));
        w.WriteEndObject();
        w.WriteStartArray("returnOrderLines");
        w.WriteStartObject();
        w.WriteNumber("returnOrderLineNumber", 1);
        w.WriteString("returnReason", "NO_LONGER_WANTED");
        w.WriteStartObject("item");
        w.WriteString("sku", Seeds.Sku(index));
        w.WriteString("productName", ItemRows.Name(index));
        w.WriteEndObject();
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteEndObject();
    }
}
