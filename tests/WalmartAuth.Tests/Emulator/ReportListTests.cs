using System.IO.Compression;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

/// <summary>The list of report requests, and settlement.</summary>
public sealed class ReportListTests
{
    [Fact]
    public async Task Report_requests_are_listed_by_type_newest_first_with_a_query_cursor()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        foreach (var type in new[] { "ITEM", "INVENTORY", "ITEM", "ITEM" })
        {
            (await client.SendJsonAsync(token, HttpMethod.Post, "/v3/reports/reportRequests?reportVersion=v4&reportType=" + type, "{}")).EnsureSuccessStatusCode();
        }

        var first = await client.GetJsonAsync(token, "/v3/reports/reportRequests?reportType=ITEM&limit=2");
        Assert.Equal((3, 2), (first.GetProperty("totalCount").GetInt32(), first.GetProperty("requests").GetArrayLength()));
        var second = await client.GetJsonAsync(token, "/v3/reports/reportRequests?" + first.GetProperty("nextCursor").GetString());
        Assert.Equal((2, 1), (second.GetProperty("page").GetInt32(), second.GetProperty("requests").GetArrayLength()));
        Assert.False(second.TryGetProperty("nextCursor", out _));
    }

    [Fact]
    public async Task Settlement_pages_by_offset_until_it_is_minus_one()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var date = (await client.GetJsonAsync(token, "/v3/report/reconreport/availableReconFiles?reportVersion=v1")).GetProperty("availableApReportDates")[0].GetString();
        var rows = 0;
        var offset = 0;
        while (offset >= 0)
        {
            var page = await client.GetJsonAsync(token, $"/v3/report/reconreport/reconFileJson?reportDate={date}&offset={offset}&noOfRecords=50");
            rows += page.GetProperty("reportData").GetArrayLength();
            offset = page.GetProperty("nextOffset").GetInt32();
            Assert.Equal(120, page.GetProperty("totalRecords").GetInt32());
        }

        Assert.Equal(120, rows);
    }

    [Theory]
    [InlineData("availableReconFiles?reportVersion=v2", "404 INVALID_REPORT_VERSION reportVersion")]
    [InlineData("reconFileJson?reportDate=01012020&offset=0", "400 MISSING_REQUEST_PARAM noOfRecords")]
    [InlineData("reconFileJson?reportDate=01012020&offset=0&noOfRecords=10", "404 CONTENT_NOT_FOUND reportDate")]
    public async Task Settlement_says_what_is_wrong(string path, string error)
    {
        await using var client = await EmulatorClient.StartAsync();
        using var answer = await client.GetAsync(await client.TokenAsync(), "/v3/report/reconreport/" + path);
        Assert.Equal(error, await EmulatorClient.ErrorAsync(answer));
    }

    [Fact]
    public async Task A_settlement_file_is_a_zip_of_the_same_rows()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var date = (await client.GetJsonAsync(token, "/v3/report/reconreport/availableReconFiles")).GetProperty("availableApReportDates")[1].GetString();
        using var file = await client.GetAsync(token, "/v3/report/reconreport/reconFile?reportDate=" + date);
        using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var reader = new StreamReader(Assert.Single(zip.Entries).Open());
        var lines = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(121, lines.Length);
        Assert.Contains(SampleData.PurchaseOrderId(0), lines[1]);
    }
}
