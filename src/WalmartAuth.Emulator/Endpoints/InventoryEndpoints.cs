using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>Inventories with their opaque cursor, and the inventory of one item (contract §5, §7).</summary>
internal sealed class InventoryEndpoints(ItemRows items, SeedSizes seeds, PageCache pages, Paging paging) : IEndpoints
{
    private const string Service = "GMP_INVENTORY_API";
    private const int UsualLimit = 10;

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v3/inventories", List) { Scope = "inventory" },
        new("GET", "/v3/inventories/{sku}", Nodes) { Scope = "inventory" },
        new("GET", "/v3/inventory", exchange => One(exchange, write: false)) { Scope = "inventory" },
        new("PUT", "/v3/inventory", exchange => One(exchange, write: true)) { Scope = "inventory" },
    ];

    private Answer List(Exchange exchange)
    {
        var (page, refusal) = paging.Opaque(exchange, "inventories", "nextCursor", UsualLimit);
        return refusal ?? Answer.Json(paging.IsDisturbed ? Make() : pages.Get("inventories", exchange.Query, Make));

        ReadOnlyMemory<byte> Make() => Page(page, paging.Next(exchange, page, seeds.Inventories, next => Cursors.Opaque("inventories", next)));
    }

    private ReadOnlyMemory<byte> Page(PageQuery page, string? cursor) => JsonBody.Write(w =>
    {
        w.WriteStartObject();
        w.WriteStartObject("meta");
        w.WriteNumber("totalCount", seeds.Inventories);
        if (cursor is not null)
        {
            w.WriteString("nextCursor", cursor);
        }

        w.WriteEndObject();
        w.WriteStartObject("elements");
        w.WriteStartArray("inventories");
        for (var index = page.Offset; index < Math.Min(page.Next, seeds.Inventories); index++)
        {
            items.WriteInventory(w, index);
        }

        w.WriteEndArray();
        w.WriteEndObject();
        w.WriteEndObject();
    }, 4096);

    /// <summary>The ship nodes of an item; a node that is asked for and not there makes the answer a 206 with an entry.</summary>
    private Answer Nodes(Exchange exchange)
    {
        var index = items.IndexOf(exchange.Segment(2));
        if (index < 0)
        {
            return Unknown();
        }

        var asked = exchange.Parameters("shipNode");
        var partial = false;
        var body = JsonBody.Write(w =>
        {
            w.WriteStartObject();
            w.WriteString("sku", Seeds.Sku(index));
            var found = items.WriteNodes(w, index, node => asked.Count == 0 || asked.Contains(node));
            partial = asked.Except(found).Any();
            if (partial)
            {
                w.WriteStartArray("errors");
                new GatewayError(206, "SOME_CONTENT_NOT_FOUND." + Service, "shipNode", "Some of the ship nodes do not exist.") { Severity = "INFO" }.WriteEntry(w);
                w.WriteEndArray();
            }

            w.WriteEndObject();
        });
        return Answer.Json(body, partial ? 206 : 200);
    }

    private Answer One(Exchange exchange, bool write)
    {
        // Parameters in the body instead of the query are answered as if there were no such route.
        if (exchange.Parameter("sku") is not { } sku)
        {
            return GatewayError.NoSuchRoute(exchange.Path);
        }

        var index = items.IndexOf(sku);
        if (index < 0)
        {
            return Unknown();
        }

        if (write)
        {
            if (JsonBody.Read(exchange).At("quantity", "amount") is not { ValueKind: JsonValueKind.Number } given || !given.TryGetInt32(out var amount))
            {
                return GatewayError.BadRequest("quantity.amount", "The amount must be a whole number.", Service);
            }

            items.SetAmount(index, amount);
            pages.Clear();
        }

        return Answer.Json(JsonBody.Write((sku, amount: items.Amount(index)), static (w, state) =>
        {
            w.WriteStartObject();
            w.WriteString("sku", state.sku);
            w.WriteStartObject("quantity");
            w.WriteString("unit", "EACH");
            w.WriteNumber("amount", state.amount);
            w.WriteEndObject();
            w.WriteEndObject();
        }));
    }

    private static Answer Unknown() => GatewayError.NotFound("sku", "No item has this SKU.", Service);
}
