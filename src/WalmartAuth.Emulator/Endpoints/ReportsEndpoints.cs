using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Reports: request, wait, and a signed address on another host, which must be called without a credential (contract §4, §8).</summary>
internal sealed class ReportsEndpoints(EmulatorState state, Paging paging) : IEndpoints
{
    private const string Requests = "/v3/reports/reportRequests";
    private const string Service = "GMP_REPORT_API";
    private const int UsualLimit = 10;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public IEnumerable<Route> Routes =>
    [
        new("POST", Requests, Create) { Scope = "reports", TakesAnyAccept = false, NeedsContentType = true },
        new("GET", Requests, List) { Scope = "reports", TakesAnyAccept = false },
        new("GET", Requests + "/{requestId}", One) { Scope = "reports", TakesAnyAccept = false },
        new("GET", "/v3/reports/downloadReport", Address) { Scope = "reports", TakesAnyAccept = false },
        new("GET", "/v3/getReport", request => Answer.File("application/zip", Zip(Csv(request.Data), "ItemReport.csv"), "ItemReport.zip")) { Scope = "reports", Produces = string.Empty },
        new("GET", "/reports/{requestId}", Download) { Hosts = [HostKind.Files], NeedsToken = false },
    ];

    /// <summary>A store that checks signatures returns 400 for a second form of authentication.</summary>
    public static Answer? RefuseCredentials(RequestContext request)
    {
        var stray = request.Host.Kind != HostKind.Files ? null : request.Context.Request.Headers.Keys.FirstOrDefault(name =>
            name.StartsWith("WM_", StringComparison.OrdinalIgnoreCase) || name.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
        return stray is null ? null : Refused(400, "InvalidAuthenticationInfo", $"The header {stray} must not be sent with a signed address.");
    }

    public static byte[] Zip(byte[] content, string name)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry(name).Open())
        {
            entry.Write(content);
        }

        return packed.ToArray();
    }

    private Answer Create(RequestContext request) =>
        request.Parameter("reportType") is { } type
            ? Answer.Json(Row(request.Data.Reports.Add(type, request.Parameter("reportVersion") ?? "v1", state.Clock.Now)))
            : GatewayError.NoSuchRoute(request.Path);

    private Answer List(RequestContext request)
    {
        var (page, refusal) = paging.FromQuery(request, UsualLimit, "reportType", "requestStatus");
        var reports = request.Data.Reports.All.Reverse().Where(report =>
            (request.Parameter("reportType") is not { } type || report.Type == type) && (request.Parameter("requestStatus") is not { } status || report.Status == status)).ToList();
        return refusal ?? paging.Empty(request, reports.Count, Service) ?? Answer.Json(new
        {
            page = (page.Offset / page.Limit) + 1,
            totalCount = reports.Count,
            limit = page.Limit,
            nextCursor = paging.Next(request, page, reports.Count, next => Paging.QueryCursor(request, page.Limit, next, reports.Count, "reportType", "requestStatus")),
            requests = page.Rows(reports.Count, index => Row(reports[index])),
        });
    }

    private Answer One(RequestContext request)
    {
        if (request.Data.Reports.Find(request.Segment(3)) is not { } report)
        {
            return Unknown("No report request has this id.");
        }

        report.Poll();
        return Answer.Json(Row(report));
    }

    private Answer Address(RequestContext request) =>
        request.Data.Reports.Find(request.Parameter("requestId")) is { IsReady: true } report
            ? Answer.Json(Row(report, new Uri(state.Files, $"reports/{report.Id}?sv=2026-01-01&sig={Uri.EscapeDataString(Sign(report))}")))
            : Unknown("There is no such report, or it is not ready.");

    private object Row(Report report, Uri? download = null) => new
    {
        requestId = report.Id,
        requestStatus = report.Status,
        requestSubmissionDate = Time(report.Date),
        reportType = report.Type,
        reportVersion = report.Version,
        reportGenerationDate = download is null ? null : Time(state.Clock.Now),
        downloadURL = download?.AbsoluteUri,
        downloadURLExpirationTime = download is null ? null : Time(state.Clock.Now.AddHours(1)),
    };

    private Answer Download(RequestContext request)
    {
        if (RefuseCredentials(request) is { } refusal)
        {
            return refusal;
        }

        if (state.Sellers.ReportOf(request.Segment(1)) is not { } found)
        {
            return Refused(404, "BlobNotFound", "The file does not exist.");
        }

        var (data, report) = found;
        if (request.Parameter("sig") != Sign(report))
        {
            return Refused(403, "AuthenticationFailed", "The signature does not match.");
        }

        var csv = Csv(data);
        var (extension, type) = report.Format;
        var content = extension switch
        {
            "zip" => Zip(csv, "ItemReport.csv"),
            "csv.gz" => AnswerWriter.Gzip(csv),
            _ => csv,
        };
        return Answer.File(type, content, Name(request, report, extension));
    }

    /// <summary>A name with <c>:</c> and <c>+</c>, as used by Walmart, or one that tries to leave its folder.</summary>
    private string Name(RequestContext request, Report report, string extension) =>
        state.Faults.Takes(FaultKind.UnsafeFileName, request)
            ? "../../outside." + extension
            : $"{report.Type}_Report_{report.Date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture)}+0000.{extension}";

    /// <summary>A signature in Base64, so that its address needs escaping.</summary>
    private string Sign(Report report) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(report.Id)));

    private static byte[] Csv(SellerData data)
    {
        var text = new StringBuilder("SKU,PRODUCT NAME,PRICE\n");
        for (var index = 0; index < data.Items.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"{data.Items.Sku(index)}\",\"{data.Items.Name(index)}\",{data.Items.Price(index)}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Answer Unknown(string why) => GatewayError.NotFound("requestId", why, Service);

    private static Answer Refused(int status, string code, string why) => Answer.Xml($"<Error><Code>{code}</Code><Message>{why}</Message></Error>", status);
}
