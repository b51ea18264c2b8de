using System.Text.Json;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>The dynamic sandbox: the test's own items, orders and returns, and actions of buyers and carriers (contract §1). Only for <c>WM_SANDBOX: v2</c>.</summary>
internal sealed class SimulationEndpoints(EmulatorState state) : IEndpoints
{
    private const string Path = "/v1/simulations";
    private const string Service = "GMP_SIMULATION_API";

    public IEnumerable<Route> Routes =>
    [
        Simulation("POST", "/items", request => Save(request, null)),
        Simulation("PUT", "/items/{sku}", request => Save(request, request.Segment(3))),
        Simulation("GET", "/items", request => Answer.Json(new { items = new Page(0, Paging.MaxLimit).Rows(request.Data.Items.Count, request.Data.Items.Row), totalItems = request.Data.Items.Count })),
        Simulation("GET", "/items/{sku}", request => request.Data.Items.IndexOf(request.Segment(3)) is var index and >= 0 ? Answer.Json(request.Data.Items.Row(index)) : Unknown("sku")),
        Simulation("POST", "/orders", Order),
        Simulation("POST", "/{purchaseOrderId}/deliver", request => Deliver(request, request.Segment(2))),
        Simulation("POST", "/orders/{purchaseOrderId}/deliver", request => Deliver(request, request.Segment(3))),
        Simulation("POST", "/returns", Return),
        Simulation("PUT", "/returns", UpdateReturn),
    ];

    private static Route Simulation(string method, string path, Func<RequestContext, Answer> handler) =>
        new(method, Path + path, request => RequestGate.IsDynamicSandbox(request) ? handler(request) : GatewayError.NoSuchRoute(request.Path)) { Hosts = [HostKind.Sandbox] };

    private static Answer Save(RequestContext request, string? sku)
    {
        var body = EmulatorJson.Read(request.Body);
        if ((sku ?? body.At("sku").Text()) is not { } name)
        {
            return Missing("sku");
        }

        var amount = body.At("price") is { ValueKind: JsonValueKind.Number } plain ? plain : body.At("price", "amount");
        var price = amount is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : 9.99m;
        var index = request.Data.Items.Simulate(new SimulatedItem(name, body.At("productName").Text() ?? name, price));
        return Answer.Json(request.Data.Items.Row(index), sku is null ? 201 : 200);
    }

    private Answer Order(RequestContext request)
    {
        var lines = EmulatorJson.Read(request.Body).At("orderLines", "orderLine");
        var sku = lines is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? ((JsonElement?)list[0]).At("item", "sku").Text() : null;
        if (sku is null)
        {
            return Missing("orderLines");
        }

        if (request.Data.Items.IndexOf(sku) < 0)
        {
            return Unknown("sku");
        }

        var orders = request.Data.Orders;
        return Answer.Json(new { order = orders.Row(orders.Simulate(new SimulatedOrder(sku, state.Clock.Now))) }, 201);
    }

    private static Answer Deliver(RequestContext request, string id)
    {
        var orders = request.Data.Orders;
        if (orders.IndexOf(id) is var index && index < 0)
        {
            return Unknown("purchaseOrderId");
        }

        if (!orders.State(index).IsShipped)
        {
            return GatewayError.BadRequest("purchaseOrderId", "Only a shipped order can be delivered.", Service);
        }

        orders.Change(index, order => order.MoveTo("Delivered"));
        return Answer.Json(new { order = orders.Row(index) });
    }

    private static Answer Return(RequestContext request)
    {
        if (EmulatorJson.Read(request.Body).At("purchaseOrderId").Text() is not { } id)
        {
            return Missing("purchaseOrderId");
        }

        return request.Data.Orders.IndexOf(id) is var order and >= 0
            ? Answer.Json(request.Data.Returns.Row(request.Data.Returns.Simulate(order)), 201)
            : Unknown("purchaseOrderId");
    }

    private static Answer UpdateReturn(RequestContext request)
    {
        var body = EmulatorJson.Read(request.Body);
        var returns = request.Data.Returns;
        if (body.At("returnOrderId").Text() is not { } id || body.At("status").Text() is not { } status)
        {
            return Missing("returnOrderId");
        }

        if (returns.IndexOf(id) is var index && index < 0)
        {
            return Unknown("returnOrderId");
        }

        returns.SetStatus(index, status);
        return Answer.Json(returns.Row(index));
    }

    private static Answer Missing(string field) => new GatewayError(400, "INVALID_REQUEST_CONTENT." + Service, field, $"The body must hold {field}.").ToAnswer();

    private static Answer Unknown(string field) => GatewayError.NotFound(field, $"There is no such {field}.", Service);
}
