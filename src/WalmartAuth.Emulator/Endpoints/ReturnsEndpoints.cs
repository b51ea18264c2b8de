namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Returns: query cursors as for orders, in another place of the response, and refunds (contract §7).</summary>
internal sealed class ReturnsEndpoints(Paging paging) : IEndpoints
{
    private const string Service = "GMP_RETURN_API";
    private const int UsualLimit = 10;

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v3/returns", List) { Scope = "returns" },
        new("POST", "/v3/returns/{returnOrderId}/refund", Refund) { Scope = "returns" },
    ];

    private Answer List(RequestContext request)
    {
        var returns = request.Data.Returns;
        var total = returns.Count;
        var (page, refusal) = paging.FromQuery(request, UsualLimit);
        return refusal ?? paging.Empty(request, total, Service) ?? Answer.Json(new
        {
            meta = new
            {
                totalCount = total,
                limit = page.Limit,
                nextCursor = paging.Next(request, page, total, next => Paging.QueryCursor(request, page.Limit, next, total)),
            },
            returnOrders = page.Rows(total, returns.Row),
        });
    }

    private static Answer Refund(RequestContext request)
    {
        var id = request.Segment(2);
        if (request.Data.Returns.IndexOf(id) is var index && index < 0)
        {
            return GatewayError.NotFound("returnOrderId", "No return has this return order id.", Service);
        }

        request.Data.Returns.SetStatus(index, "COMPLETED");
        return Answer.Json(new
        {
            returnOrderId = id,
            customerOrderId = OrderRows.CustomerOrderId(index, request.Data.Account.Shop),
            refundLines = new[] { new { returnOrderLineNumber = 1 } },
        });
    }
}
