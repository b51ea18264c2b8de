using System.Text.Json;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Items: the seller's with a scan cursor, the supplier's with a link, single items, prices, counts and the catalog (contract §7).</summary>
internal sealed class ItemsEndpoints(Paging paging) : IEndpoints
{
    private const string Path = "/v3/items";
    private const string Service = "GMP_ITEM_API";
    private const int UsualLimit = 20;
    private const int LargestOffset = 10_000;

    public IEnumerable<Route> Routes =>
    [
        new("GET", Path, request => request.Host.Kind == HostKind.Supplier ? Linked(request) : Scanned(request)) { Scope = "item" },
        new("GET", Path + "/count", Count) { Scope = "item" },
        new("GET", Path + "/{sku}", request => Found(request, request.Segment(2), index => One(request, index))) { Scope = "item" },
        new("DELETE", Path + "/{sku}", Retire) { Scope = "item" },
        // A search only reads, although it is a POST.
        new("POST", Path + "/catalog/search", Catalog) { Scope = "item", IsWrite = false },
        new("PUT", "/v3/price", SetPrice) { Scope = "price" },
    ];

    private Answer Scanned(RequestContext request)
    {
        if (!Paging.HasLimit(request, UsualLimit, Paging.MaxLimit, out var limit))
        {
            return Paging.InvalidLimit();
        }

        if (Paging.Number(request, "offset", 0) is not { } offset)
        {
            return GatewayError.BadRequest("offset", "The offset must be a number.", Service);
        }

        // Without a cursor in the first call, no response has one.
        var rows = request.Data.Items.Of(request.Parameter("lifecycleStatus") ?? "ACTIVE");
        var total = rows?.Length ?? request.Data.Items.Count;
        if (paging.Cursor(request, "nextCursor") is not { } cursor)
        {
            return paging.Empty(request, total, Service) ?? List(request, "ItemResponse", new Page(offset, limit), rows, null);
        }

        if (cursor != "*" && paging.Expired(request) is { } expired)
        {
            return expired;
        }

        if (request.Data.ItemCursors.Advance(cursor, request.Parameter("limit") is null ? null : limit, request.Breaks) is not { } scan)
        {
            return Paging.InvalidCursor("The cursor has expired.");
        }

        var page = scan.Page;
        if (paging.IsByOffset(request))
        {
            page = page with { Offset = offset };
            if (offset > LargestOffset)
            {
                return GatewayError.BadRequest("offset", $"The offset must be at most {LargestOffset}.", Service);
            }
        }

        // Observed live: a full last page still has a cursor, and the next page is a 404, not an empty page.
        return page.Offset >= total && (page.HasCursor || total > 0) ? GatewayError.NotFound("nextCursor", "There are no more items.", Service)
            : paging.Empty(request, total, Service)
            ?? List(request, "ItemResponse", page, rows, page.Next <= total && total > 0 ? paging.Foreign(request) ?? scan.Cursor : null);
    }

    private Answer Linked(RequestContext request)
    {
        var (page, refusal) = paging.FromOpaque(request, "supplier", "cursor", UsualLimit);
        var rows = request.Data.Items.Of("ACTIVE");
        return refusal ?? List(request, "ItemResponse", page, rows, paging.Next(request, page, rows?.Length ?? request.Data.Items.Count, next =>
            new Uri(request.Host.Address, $"v3/items?limit={page.Limit}&cursor={Uri.EscapeDataString(Paging.OpaqueCursor("supplier", next, page.Limit))}").AbsoluteUri));
    }

    private Answer Catalog(RequestContext request)
    {
        if (EmulatorJson.Read(request.Body) is null)
        {
            return GatewayError.BadRequest("body", "The search must be a JSON object.", Service);
        }

        var (page, refusal) = paging.FromOpaque(request, "catalog", "nextCursor", UsualLimit);
        return refusal ?? List(request, "payload", page, null, paging.Next(request, page, request.Data.Items.Count, next => Paging.OpaqueCursor("catalog", next, page.Limit)));
    }

    private static Answer List(RequestContext request, string name, Page page, int[]? numbers, string? cursor)
    {
        var items = request.Data.Items;
        var total = numbers?.Length ?? items.Count;
        var answer = new Dictionary<string, object> { [name] = page.Rows(total, at => items.Row(numbers?[at] ?? at)), ["totalItems"] = total };
        if (cursor is not null)
        {
            answer["nextCursor"] = cursor;
        }

        return Answer.Json(answer);
    }

    private static Answer One(RequestContext request, int index) => Answer.Json(new { ItemResponse = new[] { request.Data.Items.Row(index) }, totalItems = 1 });

    private static Answer Retire(RequestContext request) => Found(request, request.Segment(2), index =>
    {
        request.Data.Items.Retire(index);
        return Answer.Json(new
        {
            sku = request.Data.Items.Sku(index),
            message = "Thank you. Your item has been submitted for retirement from Walmart Catalog. Please note that it can take up to 48 hours for items to be retired from our catalog.",
            additionalAttributes = EmulatorJson.Null,
            errors = EmulatorJson.Null,
        });
    });

    private static Answer Count(RequestContext request)
    {
        var (active, all) = (request.Data.Items.Of("ACTIVE")?.Length, request.Data.Items.Count);
        var status = request.Parameter("status") ?? "ALL";
        return Answer.Json(new
        {
            status = "OK",
            payload = new[] { new { status, count = status switch { "ALL" => all, "PUBLISHED" => active ?? all, "UNPUBLISHED" => all - (active ?? all), _ => 0 } } },
        });
    }

    private static Answer SetPrice(RequestContext request)
    {
        var body = EmulatorJson.Read(request.Body);
        if (body.At("sku").Text() is not { } sku)
        {
            return GatewayError.BadRequest("sku", "The SKU is missing.", "GMP_PRICE_API");
        }

        var pricing = body.At("pricing") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().FirstOrDefault() : (JsonElement?)null;
        if (pricing.At("currentPrice", "amount") is not { ValueKind: JsonValueKind.Number } amount || !amount.TryGetDecimal(out var price) || price <= 0)
        {
            return GatewayError.BadRequest("pricing[0].currentPrice.amount", "The price must be a number above 0.", "GMP_PRICE_API");
        }

        return Found(request, sku, index =>
        {
            request.Data.Items.SetPrice(index, price);
            return Answer.Json(new
            {
                ItemPriceResponse = new
                {
                    mart = "WALMART_US",
                    sku,
                    message = "Thank you. Your price has been updated. Please allow up to five minutes for this change to be reflected on the site.",
                },
            });
        });
    }

    private static Answer Found(RequestContext request, string sku, Func<int, Answer> answer) =>
        request.Data.Items.IndexOf(sku) is var index and >= 0 ? answer(index) : GatewayError.NotFound("sku", "No item has this SKU.", Service);
}
