using System.Text;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>Items: the seller's with a scroll cursor, the supplier's with a link, single items, and the catalog search (contract §7).</summary>
internal sealed class ItemsEndpoints(ItemRows items, PageCache pages, Paging paging, ItemScrolls scrolls) : IEndpoints
{
    private const string Service = "GMP_ITEM_API";
    private const int UsualLimit = 20;

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v3/items", exchange => exchange.Site.Kind == SiteKind.Supplier ? Linked(exchange) : Scrolled(exchange)) { Scope = "item" },
        new("GET", "/v3/items/{sku}", One) { Scope = "item" },
        // A search reads, though it is a POST.
        new("POST", "/v3/items/catalog/search", Search) { Scope = "item", IsWrite = false },
    ];

    private Answer Scrolled(Exchange exchange)
    {
        if (PageQuery.LimitOf(exchange, UsualLimit) is not { } limit)
        {
            return Paging.InvalidLimit();
        }

        if (exchange.Parameter("nextCursor") is not { } cursor)
        {
            return PageQuery.Number(exchange, "offset", 0) is { } offset
                ? Page(exchange, new PageQuery(offset, limit, false), null)
                : GatewayError.BadRequest("offset", "The offset must be a number.", Service);
        }

        if (cursor != "*" && paging.Expired(exchange) is { } expired)
        {
            return expired;
        }

        if (scrolls.Advance(cursor, limit, exchange.Breaks) is not { } scroll)
        {
            return Paging.Expired();
        }

        // An empty page ends the scroll, so the cursor goes with it.
        var page = new PageQuery(scroll.Offset, limit, cursor != "*");
        return Page(exchange, page, scroll.Offset < items.Count ? scroll.Cursor : null);
    }

    private Answer Page(Exchange exchange, PageQuery page, string? cursor)
    {
        if (cursor is not null && page.Next < items.Count)
        {
            cursor = paging.Foreign(exchange) ?? cursor;
        }

        // The cursor stands behind the rows, so that the rows of all scrolls come from the cache.
        var rows = pages.Get("items", $"{page.Offset}/{page.Limit}", () => Rows(page));
        var tail = Encoding.UTF8.GetBytes(cursor is null ? "}" : $",\"nextCursor\":\"{cursor}\"}}");
        var whole = new byte[rows.Length + tail.Length];
        rows.CopyTo(whole);
        tail.CopyTo(whole, rows.Length);
        return Answer.Json(whole);
    }

    private Answer Linked(Exchange exchange)
    {
        var (page, refusal) = paging.Opaque(exchange, "supplier", "cursor", UsualLimit);
        return refusal ?? Answer.Json(paging.IsDisturbed ? Make() : pages.Get("supplier" + exchange.Site.Address, exchange.Query, Make));

        ReadOnlyMemory<byte> Make() => WithCursor("ItemResponse", page, paging.Next(exchange, page, items.Count, next =>
            new Uri(exchange.Site.Address, $"v3/items?limit={page.Limit}&cursor={Uri.EscapeDataString(Cursors.Opaque("supplier", next))}").AbsoluteUri));
    }

    private Answer Search(Exchange exchange)
    {
        if (JsonBody.Read(exchange) is null)
        {
            return GatewayError.BadRequest("body", "The search must be a JSON object.", Service);
        }

        var (page, refusal) = paging.Opaque(exchange, "catalog", "nextCursor", UsualLimit);
        return refusal ?? Answer.Json(WithCursor("payload", page, paging.Next(exchange, page, items.Count, next => Cursors.Opaque("catalog", next))));
    }

    private Answer One(Exchange exchange)
    {
        var index = items.IndexOf(exchange.Segment(2));
        return index < 0
            ? GatewayError.NotFound("sku", "No item has this SKU.", Service)
            : Answer.Json(JsonBody.Write((items, index), static (w, state) =>
            {
                w.WriteStartObject();
                w.WriteStartArray("ItemResponse");
                state.items.Write(w, state.index);
                w.WriteEndArray();
                w.WriteNumber("totalItems", 1);
                w.WriteEndObject();
            }));
    }

    /// <summary>A page of rows that is left open for the cursor.</summary>
    private ReadOnlyMemory<byte> Rows(PageQuery page) => JsonBody.Write(w =>
    {
        w.WriteStartObject();
        WriteRows(w, "ItemResponse", page);
    }, page.Limit * items.UsualBytes);

    private ReadOnlyMemory<byte> WithCursor(string name, PageQuery page, string? cursor) => JsonBody.Write(w =>
    {
        w.WriteStartObject();
        WriteRows(w, name, page);
        if (cursor is not null)
        {
            w.WriteString("nextCursor", cursor);
        }

        w.WriteEndObject();
    }, page.Limit * items.UsualBytes);

    private void WriteRows(Utf8JsonWriter w, string name, PageQuery page)
    {
        w.WriteStartArray(name);
        for (var index = page.Offset; index < Math.Min(page.Next, items.Count); index++)
        {
            items.Write(w, index);
        }

        w.WriteEndArray();
        w.WriteNumber("totalItems", items.Count);
    }
}
