using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>Orders: pages with query cursors, single orders and their acknowledgement (contract §7).</summary>
internal sealed class OrdersEndpoints(OrderRows orders, PageCache pages, Paging paging) : IEndpoints
{
    private const string Service = "GMP_ORDER_API";
    private const int UsualLimit = 100;
    private static readonly string[] Filters = ["status", "createdStartDate", "createdEndDate"];

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v3/orders", exchange => List(exchange, null)) { Scope = "orders" },
        new("GET", "/v3/orders/released", exchange => List(exchange, "Created")) { Scope = "orders" },
        new("GET", "/v3/orders/{purchaseOrderId}", One) { Scope = "orders" },
        new("POST", "/v3/orders/{purchaseOrderId}/acknowledge", Acknowledge) { Scope = "orders" },
    ];

    private Answer List(Exchange exchange, string? onlyStatus)
    {
        var (page, refusal) = paging.Query(exchange, UsualLimit);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Period(exchange) is not { } period)
        {
            return GatewayError.BadRequest("createdStartDate", "The dates must be ISO-8601.", Service);
        }

        var status = onlyStatus ?? exchange.Parameter("status");
        return Answer.Json(paging.IsDisturbed
            ? Page(exchange, page, status, period)
            : pages.Get("orders" + onlyStatus, exchange.Query, () => Page(exchange, page, status, period)));
    }

    private ReadOnlyMemory<byte> Page(Exchange exchange, PageQuery page, string? status, (DateTimeOffset From, DateTimeOffset To) period) =>
        JsonBody.Write(w =>
        {
            var chosen = Chosen(status, period);
            var total = chosen?.Length ?? orders.Count;
            w.WriteStartObject();
            w.WriteStartObject("list");
            w.WriteStartObject("meta");
            w.WriteNumber("totalCount", total);
            w.WriteNumber("limit", page.Limit);
            if (paging.Next(exchange, page, total, next => Cursors.Query(page.Limit, next, total, Kept(exchange))) is { } cursor)
            {
                w.WriteString("nextCursor", cursor);
            }

            w.WriteEndObject();
            w.WriteStartObject("elements");
            w.WriteStartArray("order");
            for (var at = page.Offset; at < Math.Min(page.Next, total); at++)
            {
                orders.Write(w, chosen?[at] ?? at);
            }

            w.WriteEndArray();
            w.WriteEndObject();
            w.WriteEndObject();
            w.WriteEndObject();
        }, page.Limit * OrderRows.UsualBytes);

    /// <summary>The numbers of the orders that a filter leaves, or null without a filter.</summary>
    private int[]? Chosen(string? status, (DateTimeOffset From, DateTimeOffset To) period) =>
        status is null && period == (DateTimeOffset.MinValue, DateTimeOffset.MaxValue)
            ? null
            : [.. Enumerable.Range(0, orders.Count).Where(i => (status is null || orders.Status(i) == status) && orders.Date(i) >= period.From && orders.Date(i) <= period.To)];

    private static string Kept(Exchange exchange) => string.Concat(
        Filters.Select(name => exchange.Parameter(name) is { } value ? $"&{name}={Uri.EscapeDataString(value)}" : string.Empty));

    private static (DateTimeOffset From, DateTimeOffset To)? Period(Exchange exchange) =>
        Date(exchange, "createdStartDate", DateTimeOffset.MinValue) is { } from && Date(exchange, "createdEndDate", DateTimeOffset.MaxValue) is { } to
            ? (from, to)
            : null;

    private static DateTimeOffset? Date(Exchange exchange, string name, DateTimeOffset usual) =>
        exchange.Parameter(name) is not { } text ? usual
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
        : null;

    private Answer One(Exchange exchange) =>
        Seeds.OrderIndex(exchange.Segment(2), orders.Count) is var index and >= 0 ? Order(index) : Unknown();

    private Answer Acknowledge(Exchange exchange)
    {
        var index = Seeds.OrderIndex(exchange.Segment(2), orders.Count);
        if (index < 0)
        {
            return Unknown();
        }

        orders.Acknowledge(index);
        pages.Clear();
        return Order(index);
    }

    private Answer Order(int index) => Answer.Json(JsonBody.Write((orders, index), static (w, state) =>
    {
        w.WriteStartObject();
        w.WritePropertyName("order");
        state.orders.Write(w, state.index);
        w.WriteEndObject();
    }));

    private static Answer Unknown() => GatewayError.NotFound("purchaseOrderId", "No order has this purchase order id.", Service);
}
