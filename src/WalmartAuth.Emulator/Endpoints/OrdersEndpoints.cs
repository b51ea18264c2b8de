using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Orders: pages with query cursors, single orders, and changes of their status (contract §7).</summary>
internal sealed class OrdersEndpoints(Paging paging) : IEndpoints
{
    private const string Path = "/v3/orders";
    private const string Service = "GMP_ORDER_API";
    private const int UsualLimit = 100;
    private static readonly string[] FilterNames = ["status", "createdStartDate", "createdEndDate", "purchaseOrderId", "customerOrderId", "sku"];

    public IEnumerable<Route> Routes =>
    [
        new("GET", Path, request => List(request, request.Parameter("status"))) { Scope = "orders" },
        new("GET", Path + "/released", request => List(request, "Created")) { Scope = "orders" },
        new("GET", Path + "/{purchaseOrderId}", request => Found(request, (orders, index) => Order(orders, index))) { Scope = "orders" },
        new("POST", Path + "/{purchaseOrderId}/acknowledge", Acknowledge) { Scope = "orders" },
        new("POST", Path + "/{purchaseOrderId}/shipping", Ship) { Scope = "orders" },
        new("POST", Path + "/{purchaseOrderId}/cancel", Cancel) { Scope = "orders" },
        new("POST", Path + "/{purchaseOrderId}/refund", Refund) { Scope = "orders", Consumes = Route.JsonOrXml },
    ];

    private Answer List(RequestContext request, string? status)
    {
        var (page, refusal) = paging.FromQuery(request, UsualLimit, FilterNames);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Filter.Of(request, status) is not { } filter)
        {
            return GatewayError.BadRequest("createdStartDate", "The dates must be ISO-8601.", Service);
        }

        // With a filter, rows move as soon as an order changes, as at Walmart.
        var orders = request.Data.Orders;
        var chosen = filter.Choose(orders);
        var total = chosen?.Length ?? orders.Count;
        return paging.Empty(request, total, Service) ?? Answer.Json(new
        {
            list = new
            {
                meta = new
                {
                    totalCount = total,
                    limit = page.Limit,
                    nextCursor = paging.Next(request, page, total, next => Paging.QueryCursor(request, page.Limit, next, total, FilterNames)),
                },
                elements = new { order = page.Rows(total, at => orders.Row(chosen?[at] ?? at)) },
            },
        });
    }

    private static Answer Acknowledge(RequestContext request) => Found(request, (orders, index) =>
    {
        orders.Change(index, order => order.MoveTo("Acknowledged"));
        return Order(orders, index);
    });

    private static Answer Ship(RequestContext request) => Found(request, (orders, index) =>
    {
        if (EmulatorJson.Read(request.Body).At("orderShipment", "orderLines", "orderLine") is not { } lines)
        {
            return Missing("orderShipment");
        }

        if (orders.State(index).Status == "Cancelled")
        {
            return GatewayError.BadRequest("purchaseOrderId", "A cancelled order cannot be shipped.", Service);
        }

        var tracking = lines.EnumerateArray().Select(line => ((JsonElement?)line).At("orderLineStatuses", "orderLineStatus")?[0])
            .Select(status => status.At("trackingInfo")).FirstOrDefault();
        orders.Change(index, order => order.MoveTo("Shipped") with { Tracking = tracking ?? order.Tracking });
        return Order(orders, index);
    });

    private static Answer Cancel(RequestContext request) => Found(request, (orders, index) =>
    {
        if (EmulatorJson.Read(request.Body).At("orderCancellation", "orderLines", "orderLine") is not { } lines)
        {
            return Missing("orderCancellation");
        }

        if (orders.State(index).IsShipped)
        {
            return GatewayError.BadRequest("purchaseOrderId", "A shipped order cannot be cancelled.", Service);
        }

        var reason = lines.EnumerateArray().Select(line => ((JsonElement?)line).At("orderLineStatuses", "orderLineStatus")?[0])
            .Select(status => status.At("cancellationReason").Text()).FirstOrDefault();
        orders.Change(index, order => order with { Status = "Cancelled", CancellationReason = reason });
        return Order(orders, index);
    });

    private static Answer Refund(RequestContext request) => Found(request, (orders, index) =>
    {
        if (EmulatorJson.Read(request.Body).At("orderRefund", "orderLines", "orderLine") is not { } lines)
        {
            return Missing("orderRefund");
        }

        if (!orders.State(index).IsShipped)
        {
            return GatewayError.BadRequest("purchaseOrderId", "Only a shipped order can be refunded.", Service);
        }

        orders.Change(index, order => order with { Refund = ((JsonElement?)lines[0]).At("refunds", "refund") ?? lines[0] });
        return Order(orders, index);
    });

    private static Answer Found(RequestContext request, Func<OrderRows, int, Answer> answer) =>
        request.Data.Orders.IndexOf(request.Segment(2)) is var index and >= 0
            ? answer(request.Data.Orders, index)
            : GatewayError.NotFound("purchaseOrderId", "No order has this purchase order id.", Service);

    private static Answer Order(OrderRows orders, int index) => Answer.Json(new { order = orders.Row(index) });

    private static Answer Missing(string name) => new GatewayError(400, "INVALID_REQUEST_CONTENT." + Service, name, $"The body must contain {name} with its order lines.").ToAnswer();

    /// <summary>The filter of a list.</summary>
    private sealed record Filter(string? Status, DateTimeOffset From, DateTimeOffset To, string? PurchaseOrderId, string? CustomerOrderId, string? Sku)
    {
        private static readonly Filter None = new(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, null, null);

        public static Filter? Of(RequestContext request, string? status) =>
            Date(request, "createdStartDate", None.From) is { } from && Date(request, "createdEndDate", None.To) is { } to
                ? new Filter(status, from, to, request.Parameter("purchaseOrderId"), request.Parameter("customerOrderId"), request.Parameter("sku"))
                : null;

        /// <summary>The numbers of the orders that match the filter, or null without a filter.</summary>
        public int[]? Choose(OrderRows orders) => this == None ? null :
        [
            .. Enumerable.Range(0, orders.Count).Where(index =>
                (Status is null || orders.State(index).Status == Status)
                && orders.Date(index) >= From && orders.Date(index) <= To
                && orders.IsOf(index, PurchaseOrderId, CustomerOrderId, Sku)),
        ];

        private static DateTimeOffset? Date(RequestContext request, string name, DateTimeOffset usual) =>
            request.Parameter(name) is not { } text ? usual
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
            : null;
    }
}
