namespace WalmartAuth.Emulator;

/// <summary>The limits that Walmart publishes (contract §6), keyed by method and path template.</summary>
public static class DocumentedLimits
{
    /// <summary>The published limits; endpoints that are not listed here keep the generous default.</summary>
    public static IReadOnlyDictionary<string, EndpointLimit> All { get; } = new Dictionary<string, EndpointLimit>(StringComparer.OrdinalIgnoreCase)
    {
        ["GET /v3/orders"] = PerMinute(5000),
        ["GET /v3/orders/released"] = PerMinute(5000),
        ["GET /v3/items"] = PerMinute(300),
        ["GET /v3/inventory"] = PerMinute(200),
        ["PUT /v3/inventory"] = PerMinute(200),
        ["GET /v3/inventories"] = PerMinute(200),
        ["PUT /v3/price"] = PerHour(100),
        ["GET /v3/returns"] = PerMinute(50),
        ["POST /v3/feeds"] = PerHour(10),
        ["POST /v3/reports/reportRequests"] = PerHour(1) with { By = "reportType" },
        ["GET /v3/utilities/apiStatus"] = PerMinute(100),
    };

    private static EndpointLimit PerMinute(int calls) => new() { Size = calls, PerSecond = calls / 60.0 };

    private static EndpointLimit PerHour(int calls) => new() { Size = calls, PerSecond = calls / 3600.0 };
}
