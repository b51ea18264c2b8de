using System.Globalization;

namespace WalmartAuth.Emulator;

/// <summary>Walmart's own API status: <c>apiStatuses[]</c> of <c>apiGroup</c>, <c>status</c> and <c>lastUpdatedTime</c>.</summary>
internal sealed class StatusEndpoints(EmulatorClock clock) : IEndpoints
{
    private static readonly string[] Groups =
        ["Authentication", "Authorization", "Orders", "Items", "Inventory", "Price", "Lagtime", "Promos", "Returns", "Refunds", "Sandbox"];

    public IEnumerable<Route> Routes => [new("GET", "/v3/utilities/apiStatus", _ => AllUp())];

    private Answer AllUp() => Answer.Json(JsonBody.Write(clock.Now, static (w, now) =>
    {
        var time = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        w.WriteStartObject();
        w.WriteStartArray("apiStatuses");
        foreach (var group in Groups)
        {
            w.WriteStartObject();
            w.WriteString("apiGroup", group);
            w.WriteString("status", "OPERATIONAL");
            w.WriteString("lastUpdatedTime", time);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }));
}
