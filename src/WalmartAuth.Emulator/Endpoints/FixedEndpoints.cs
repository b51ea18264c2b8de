using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Calls that always get the same response: Walmart's API status, and the calls of <c>FixedAnswers.json</c>, whose formats are those of Walmart's OpenAPI files.</summary>
internal sealed class FixedEndpoints(EmulatorClock clock) : IEndpoints
{
    private static readonly string[] Groups =
        ["Authentication", "Authorization", "Orders", "Items", "Inventory", "Price", "Lagtime", "Promos", "Returns", "Refunds", "Sandbox"];

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v3/utilities/apiStatus", _ => Status()),
        .. Answers().Select(answer => Fixed(answer.Key, answer.Value)),
    ];

    private static Route Fixed(string key, JsonElement value)
    {
        var answer = value.ValueKind == JsonValueKind.String ? Answer.Text(value.GetString()!, 200, "application/octet-stream") : Answer.Json(value);
        return key.Split(' ', 2) is [var method, var template]
            ? new Route(method, template, _ => answer) { Produces = string.Empty, Consumes = [] }
            : throw new InvalidOperationException($"'{key}' is not a method and a path.");
    }

    private static Dictionary<string, JsonElement> Answers()
    {
        using var file = typeof(FixedEndpoints).Assembly.GetManifestResourceStream("FixedAnswers.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(file, EmulatorJson.Control)!;
    }

    private Answer Status()
    {
        var lastUpdatedTime = clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return Answer.Json(new { apiStatuses = Groups.Select(apiGroup => new { apiGroup, status = "OPERATIONAL", lastUpdatedTime }) });
    }
}
