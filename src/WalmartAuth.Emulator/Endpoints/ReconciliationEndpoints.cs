using System.Globalization;
using System.Text;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Settlement: the dates, and each period's money lines, as JSON by offset or as a ZIP of CSV (contract §7).</summary>
internal sealed class ReconciliationEndpoints(EmulatorState state) : IEndpoints
{
    private const string Path = "/v3/report/reconreport/";
    private const string Service = "GMP_REPORT_API";
    private const int Periods = 6;

    public IEnumerable<Route> Routes =>
    [
        new("GET", Path + "availableReconFiles", Dates) { Scope = "reports" },
        new("GET", Path + "reconFileJson", Rows) { Scope = "reports" },
        new("GET", Path + "reconFile", File) { Scope = "reports", Produces = string.Empty },
    ];

    private Answer Dates(RequestContext request) =>
        request.Parameter("reportVersion") is null or "v1"
            ? Answer.Json(new { availableApReportDates = Available() })
            : new GatewayError(404, "INVALID_REPORT_VERSION." + Service, "reportVersion", "The report version is not valid.").ToAnswer();

    private Answer Rows(RequestContext request)
    {
        var missing = new[] { "reportDate", "offset", "noOfRecords" }.FirstOrDefault(name => request.Parameter(name) is null);
        if (missing is not null)
        {
            return new GatewayError(400, "MISSING_REQUEST_PARAM." + Service, missing, $"Required parameter '{missing}' is not present.").ToAnswer();
        }

        if (Paging.Number(request, "offset", 0) is not { } offset || Paging.Number(request, "noOfRecords", 0) is not (>= 1 and <= Paging.MaxLimit and var count))
        {
            return GatewayError.BadRequest("noOfRecords", $"The offset must be a number, noOfRecords a number from 1 to {Paging.MaxLimit}.", Service);
        }

        if (Unknown(request) is { } refusal)
        {
            return refusal;
        }

        var page = new Page(offset, count);
        var total = request.Data.Seeds.Settlements;
        return Answer.Json(new
        {
            reportData = page.Rows(total, index => Line(request, index)),
            nextOffset = page.Next < total ? page.Next : -1,
            totalRecords = total,
            description = "Success",
        });
    }

    private Answer File(RequestContext request)
    {
        if (Unknown(request) is { } refusal)
        {
            return refusal;
        }

        var lines = Enumerable.Range(0, request.Data.Seeds.Settlements).Select(index => Line(request, index)).ToList();
        var csv = new StringBuilder();
        foreach (var line in lines.Select(line => line.Values).Prepend(lines.FirstOrDefault()?.Keys.ToArray() ?? (IEnumerable<string>)[]))
        {
            csv.AppendJoin(',', line.Select(value => $"\"{value}\"")).Append('\n');
        }

        return Answer.File("application/zip", ReportsEndpoints.Zip(Encoding.UTF8.GetBytes(csv.ToString()), "ReconReport.csv"), "ReconReport.zip");
    }

    private Answer? Unknown(RequestContext request) =>
        Available().Contains(request.Parameter("reportDate")) ? null : GatewayError.NotFound("reportDate", "There is no report of this date.", Service);

    /// <summary>Every second Tuesday, as MMDDYYYY, newest first.</summary>
    private IEnumerable<string> Available()
    {
        var day = state.Clock.Now.UtcDateTime.Date;
        var tuesday = day.AddDays(-(((int)day.DayOfWeek + 5) % 7));
        return Enumerable.Range(0, Periods).Select(period => tuesday.AddDays(-14 * period).ToString("MMddyyyy", CultureInfo.InvariantCulture));
    }

    /// <summary>A money line: an order has one for its price and one for the commission.</summary>
    private static Dictionary<string, string> Line(RequestContext request, int index)
    {
        var (order, shop) = (index / 2, request.Data.Account.Shop);
        var isSale = index % 2 == 0;
        var price = SampleData.Price(order, shop);
        return new()
        {
            ["Transaction Type"] = "Sale",
            ["Amount Type"] = isSale ? "Product Price" : "Commission on Product",
            ["Amount"] = (isSale ? price : Math.Round(-0.15m * price, 2)).ToString(CultureInfo.InvariantCulture),
            ["Purchase Order #"] = SampleData.PurchaseOrderId(order, shop),
            ["Customer Order #"] = OrderRows.CustomerOrderId(order, shop),
            ["Partner Item Id"] = SampleData.Sku(order),
            ["Fulfillment Type"] = "Seller Fulfilled",
            ["Transaction Posted Timestamp"] = "11/17/2026",
        };
    }
}
