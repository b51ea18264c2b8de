using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>Reports: request, wait, and an address on another host (contract §8). They answer 406 to <c>*/*</c> (§4).</summary>
internal sealed class ReportsEndpoints(ReportRows reports, EmulatorClock clock, Func<Uri> files) : IEndpoints
{
    private const string Requests = "/v3/reports/reportRequests";
    private const string Service = "GMP_REPORT_API";

    public IEnumerable<Route> Routes =>
    [
        new("POST", Requests, Create) { Scope = "reports", TakesAnyAccept = false, NeedsContentType = true },
        new("GET", Requests + "/{requestId}", One) { Scope = "reports", TakesAnyAccept = false },
        new("GET", "/v3/reports/downloadReport", Download) { Scope = "reports", TakesAnyAccept = false },
    ];

    private Answer Create(Exchange exchange) =>
        exchange.Parameter("reportType") is { } type
            ? Said(reports.Add(type, exchange.Parameter("reportVersion") ?? "v1", clock.Now), null)
            : GatewayError.NoSuchRoute(exchange.Path);

    private Answer One(Exchange exchange)
    {
        if (reports.Find(exchange.Segment(3)) is not { } report)
        {
            return Unknown("No report request has this id.");
        }

        report.Look();
        return Said(report, null);
    }

    private Answer Download(Exchange exchange) =>
        reports.Find(exchange.Parameter("requestId") ?? string.Empty) is { IsReady: true } report
            ? Said(report, new Uri(files(), $"reports/{report.Id}?sv=2026-01-01&sig={Uri.EscapeDataString(reports.Sign(report))}"))
            : Unknown("There is no such report, or it is not ready.");

    private Answer Said(Report report, Uri? download) => Answer.Json(JsonBody.Write(w =>
    {
        w.WriteStartObject();
        w.WriteString("requestId", report.Id);
        w.WriteString("requestStatus", report.Status);
        WriteTime(w, "requestSubmissionDate", report.Date);
        w.WriteString("reportType", report.Type);
        w.WriteString("reportVersion", report.Version);
        if (download is not null)
        {
            WriteTime(w, "reportGenerationDate", clock.Now);
            w.WriteString("downloadURL", download.AbsoluteUri);
            WriteTime(w, "downloadURLExpirationTime", clock.Now.AddHours(1));
        }

        w.WriteEndObject();
    }));

    private static void WriteTime(Utf8JsonWriter w, string name, DateTimeOffset time) =>
        w.WriteString(name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    private static Answer Unknown(string why) => GatewayError.NotFound("requestId", why, Service);
}
