using System.Globalization;

namespace WalmartAuth.Emulator;

/// <summary>The foreign host of pre-signed downloads, which must be asked without any credential (contract §8).</summary>
internal sealed class FilesEndpoints(ReportRows reports, FaultPlan faults) : IEndpoints
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/reports/{requestId}", Download) { Sites = [SiteKind.Files], NeedsToken = false },
    ];

    /// <summary>A store that checks signatures answers 400 to a second form of authentication.</summary>
    public static Answer? RefuseCredentials(Exchange exchange)
    {
        if (exchange.Site.Kind != SiteKind.Files)
        {
            return null;
        }

        var stray = exchange.Context.Request.Headers.Keys.FirstOrDefault(name =>
            name.StartsWith("WM_", StringComparison.OrdinalIgnoreCase) || name.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
        return stray is null ? null : Refused(400, "InvalidAuthenticationInfo", $"The header {stray} must not come with a signed address.");
    }

    private Answer Download(Exchange exchange)
    {
        if (RefuseCredentials(exchange) is { } refusal)
        {
            return refusal;
        }

        if (reports.Find(exchange.Segment(1)) is not { } report)
        {
            return Refused(404, "BlobNotFound", "The file does not exist.");
        }

        if (exchange.Parameter("sig") != reports.Sign(report))
        {
            return Refused(403, "AuthenticationFailed", "The signature does not match.");
        }

        var type = report.Extension switch
        {
            "zip" => "application/zip",
            "csv.gz" => "application/gzip",
            _ => "text/csv",
        };
        return new Answer(200, type, reports.File(report)).With("Content-Disposition", $"attachment; filename=\"{Name(exchange, report)}\"");
    }

    /// <summary>A name with <c>:</c> and <c>+</c>, as Walmart gives them, or one that tries to leave its folder.</summary>
    private string Name(Exchange exchange, Report report) =>
        faults.Takes(FaultKind.UnsafeFileName, exchange)
            ? "../../outside." + report.Extension
            : $"{report.Type}_Report_{report.Date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture)}+0000.{report.Extension}";

    private static Answer Refused(int status, string code, string why) =>
        Answer.Xml($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{why}</Message></Error>", status);
}
