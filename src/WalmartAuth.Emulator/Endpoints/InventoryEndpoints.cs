using System.Text.Json;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Inventories with their opaque cursor, and the inventory of one item (contract §5, §7).</summary>
internal sealed class InventoryEndpoints(Paging paging) : IEndpoints
{
    private const string Service = "GMP_INVENTORY_API";
    private const int UsualLimit = 10;
    private const int LargestLimit = 50;

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v3/inventories", List) { Scope = "inventory" },
        new("GET", "/v3/inventories/{sku}", Nodes) { Scope = "inventory" },
        new("PUT", "/v3/inventories/{sku}", SetNodes) { Scope = "inventory" },
        new("GET", "/v3/inventory", request => One(request, write: false)) { Scope = "inventory" },
        new("PUT", "/v3/inventory", request => One(request, write: true)) { Scope = "inventory", Consumes = Route.JsonOrXml },
    ];

    private Answer List(RequestContext request)
    {
        var (items, total) = (request.Data.Items, request.Data.Seeds.Inventories);
        var (page, refusal) = paging.FromOpaque(request, "inventories", "nextCursor", UsualLimit, LargestLimit, sameLimit: true);
        return refusal ?? paging.Empty(request, total, Service) ?? Answer.Json(new
        {
            meta = new
            {
                totalCount = total,
                nextCursor = paging.Next(request, page, total, next => Paging.OpaqueCursor("inventories", next, page.Limit)),
            },
            elements = new { inventories = page.Rows(total, index => new { sku = items.Sku(index), nodes = items.NodeRows(index, ItemRows.Nodes) }) },
        });
    }

    /// <summary>The ship nodes of an item; a requested node that does not exist makes the response a 206 with an error entry.</summary>
    private static Answer Nodes(RequestContext request)
    {
        var items = request.Data.Items;
        if (items.IndexOf(request.Segment(2)) is var index && index < 0)
        {
            return Unknown();
        }

        var asked = request.Parameters("shipNode");
        var partial = asked.Except(ItemRows.Nodes).Any();
        var missing = new GatewayError(206, "SOME_CONTENT_NOT_FOUND." + Service, "shipNode", "Some of the ship nodes do not exist.") { Severity = "INFO" };
        return Answer.Json(
            new
            {
                sku = items.Sku(index),
                nodes = items.NodeRows(index, ItemRows.Nodes.Where(node => asked.Count == 0 || asked.Contains(node))),
                errors = partial ? new[] { missing.Entry() } : null,
            },
            partial ? 206 : 200);
    }

    private static Answer SetNodes(RequestContext request)
    {
        var items = request.Data.Items;
        if (items.IndexOf(request.Segment(2)) is var index && index < 0)
        {
            return Unknown();
        }

        if (EmulatorJson.Read(request.Body).At("inventories", "nodes") is not { ValueKind: JsonValueKind.Array } nodes)
        {
            return GatewayError.BadRequest("inventories.nodes", "The body must hold inventories with their nodes.", Service);
        }

        var given = nodes.EnumerateArray().Select(node => (Name: ((JsonElement?)node).At("shipNode").Text() ?? string.Empty, Amount: ((JsonElement?)node).At("inputQty", "amount"))).ToList();
        foreach (var (name, amount) in given)
        {
            items.SetAmount(index, name, amount is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : 0);
        }

        return Answer.Json(new { sku = items.Sku(index), nodes = given.Select(node => new { shipNode = node.Name, status = "Success" }) });
    }

    private static Answer One(RequestContext request, bool write)
    {
        if (request.Parameter("sku") is not { } sku)
        {
            return GatewayError.NoSuchRoute(request.Path);
        }

        var items = request.Data.Items;
        if (items.IndexOf(sku) is var index && index < 0)
        {
            return Unknown();
        }

        var node = request.Parameter("shipNode") ?? ItemRows.Nodes[0];
        if (write)
        {
            if (EmulatorJson.Read(request.Body).At("quantity", "amount") is not { ValueKind: JsonValueKind.Number } given || !given.TryGetInt32(out var amount))
            {
                return GatewayError.BadRequest("quantity.amount", "The amount must be a whole number.", Service);
            }

            items.SetAmount(index, node, amount);
        }

        return Answer.Json(new { sku, quantity = new { unit = "EACH", amount = items.Amount(index, node) } });
    }

    private static Answer Unknown() => GatewayError.NotFound("sku", "No item has this SKU.", Service);
}
