using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>-All and -MaxPages over every cursor family (contract §7).</summary>
public sealed class PagingTests : CallTests
{
    // The hosted engine has no Select-Object; breaking out of a loop ends a pipeline in the same way.
    private const string First = "function First([int]$count) { process { $_; if (--$count -le 0) { break } } } do { ";

    [Theory]
    [InlineData("/v3/orders?limit=100", 250, 3, "purchaseOrderId")]
    [InlineData("/v3/orders/released?limit=100", -1, -1, "purchaseOrderId")]
    [InlineData("/v3/returns?limit=15", 40, 3, "returnOrderId")]
    [InlineData("/v3/items?limit=200", 500, 3, "sku")]
    [InlineData("/v3/inventories?limit=50", 300, 6, "sku")]
    [InlineData("/v3/feeds?limit=50", 120, 3, "feedId")]
    public void Every_row_comes_once_from_every_family(string path, int rows, int pages, string key)
    {
        var ids = Run($"Invoke-WalmartApi '{path}' -All | ForEach-Object {key}").Clean.Output.Select(o => o.ToString()).ToArray();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        if (rows > 0)
        {
            Assert.Equal(rows, ids.Length);
            Assert.Equal(pages, Calls.Count);
        }
    }

    [Fact]
    public void A_search_pages_by_POST_with_its_body_every_time()
    {
        Assert.Equal(500, Run("Invoke-WalmartApi '/v3/items/catalog/search?limit=200' -Method Post -Body @{ query = @{ field = 'sku' } } -All").Clean.Output.Count);

        Assert.Equal(3, Calls.Count);
        Assert.All(Calls, c => Assert.Equal("{\"query\":{\"field\":\"sku\"}}", c.Body));
    }

    [Fact]
    public void A_suppliers_links_are_followed()
    {
        Run("Connect-Walmart -BaseUri $supplier -Program Supplier -Credential $key", ("supplier", Gateway.Supplier), ("key", Support.ModuleHost.Credential(DefaultAccounts.SupplierProduction))).ThrowOnError();

        Assert.Equal(500, Run("Invoke-WalmartApi '/v3/items?limit=200' -All").Clean.Output.Count);
    }

    [Fact]
    public void Rows_are_written_as_each_page_arrives_and_no_page_is_requested_in_advance()
    {
        var result = Run($"{First} Invoke-WalmartApi '/v3/orders?limit=10' -All | First 1 }} while ($false); 'after'");

        Assert.Equal(2, result.Clean.Output.Count);
        Assert.Single(Calls);
        Run($"{First} Invoke-WalmartApi '/v3/orders?limit=10' -All | First 11 }} while ($false)").ThrowOnError();
        Assert.Equal(3, Calls.Count);
    }

    [Fact]
    public void MaxPages_stops_there_and_warns_that_more_is_left()
    {
        var result = Run("Invoke-WalmartApi '/v3/orders?limit=10' -MaxPages 2").Clean;

        Assert.Equal(20, result.Output.Count);
        Assert.Contains("20 of 250 rows were read, up to page 2.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, Calls.Count);
    }

    [Fact]
    public void MaxPages_does_not_warn_of_a_cursor_behind_the_last_row()
    {
        var total = (long)Run("(Invoke-WalmartApi '/v3/items?limit=1').totalItems").Single.BaseObject;

        var result = Run($"Invoke-WalmartApi '/v3/items?limit={total}' -MaxPages 1").Clean;

        Assert.Equal(total, result.Output.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void MaxPages_does_not_warn_where_nothing_is_left()
    {
        Assert.Empty(Run("Invoke-WalmartApi '/v3/orders?limit=125' -MaxPages 2").Clean.Warnings);
    }

    [Fact]
    public void Without_All_the_answer_is_written_as_it_came()
    {
        Assert.NotNull(Run("Invoke-WalmartApi '/v3/orders?limit=10'").Single.Properties["list"]);
        Assert.Single(Calls);
    }

    [Theory]
    [InlineData("-Raw", 3)]
    [InlineData("-AsResponse", 3)]
    [InlineData("-AsHashtable", 250)]
    public void Pages_come_in_every_form(string form, int objects)
    {
        Assert.Equal(objects, Run($"Invoke-WalmartApi '/v3/orders?limit=100' -All {form}").Clean.Output.Count);
    }

    [Fact]
    public void A_query_cursor_that_returns_the_same_page_ends_as_an_error_and_no_row_is_written_twice()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.SameCursor, "/v3/orders").Always());

        var result = Run("Invoke-WalmartApi '/v3/orders?limit=10' -All");

        Assert.Equal("PagingLoop", result.ErrorId);
        Assert.Equal(10, result.Output.Count);
        Assert.Equal(2, Calls.Count);
    }

    [Fact]
    public void An_opaque_cursor_that_leads_to_the_same_page_ends_as_an_error()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.SameCursor, "/v3/inventories").Always());

        Assert.Equal("PagingLoop", Run("Invoke-WalmartApi '/v3/inventories?limit=10' -All").ErrorId);
        Assert.InRange(Calls.Count, 2, 3);
    }

    [Fact]
    public void A_cursor_to_another_host_is_not_followed_and_the_rows_before_it_are_written()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.ForeignLinkCursor, "/v3/inventories").Always());

        var result = Run("Invoke-WalmartApi '/v3/inventories?limit=10' -All");

        Assert.Equal("HostNotAllowed", result.ErrorId);
        Assert.Equal(10, result.Output.Count);
        Assert.DoesNotContain(Calls, c => c.Site == "Files");
    }

    [Fact]
    public void An_expired_cursor_says_how_far_it_came_and_why()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.ExpiredCursor, "/v3/items") with { After = 1 });

        var result = Run("Invoke-WalmartApi '/v3/items?limit=100' -All");

        Assert.Equal(200, result.Output.Count);
        Assert.Contains("200 of 500 rows were read, up to page 2.", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("two minutes", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_writes_nothing()
    {
        Assert.Empty(Run("Invoke-WalmartApi '/v3/orders?limit=10&createdStartDate=2090-01-01' -All").Clean.Output);
    }

    [Fact]
    public void Progress_shows_page_and_total_and_is_removed()
    {
        var shown = Run("Invoke-WalmartApi '/v3/orders?limit=100' -All").Clean.Progress.Where(p => p.ActivityId == 4102).ToArray();

        Assert.Contains("page 2", shown[1].StatusDescription, StringComparison.Ordinal);
        Assert.Contains("250", shown[1].StatusDescription, StringComparison.Ordinal);
        Assert.Equal(80, shown[1].PercentComplete);
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, shown[^1].RecordType);
    }

    [Fact]
    public void A_failure_in_the_middle_is_resent_and_nothing_is_lost()
    {
        Gateway.Faults.Add(Fault.Status(503, "/v3/orders") with { After = 1 });

        Assert.Equal(250, Run("Invoke-WalmartApi '/v3/orders?limit=100' -All -RetryIntervalSec 0").Clean.Output.Count);
        Assert.Equal(4, Calls.Count);
    }

    [Fact]
    public void Items_end_with_the_404_that_follows_a_full_last_page()
    {
        var result = Run("Invoke-WalmartApi '/v3/items?limit=100' -All").Clean;

        Assert.Equal(500, result.Output.Count);
        Assert.Empty(result.Warnings);
        Assert.Equal(404, Calls[^1].StatusCode);
    }

    [Fact]
    public void Items_that_page_by_offset_come_once_each()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.OffsetPaging, "/v3/items").Always());

        var skus = Run("Invoke-WalmartApi '/v3/items?limit=200' -All | ForEach-Object sku").Clean.Output.Select(o => o.ToString()).ToArray();

        Assert.Equal(500, skus.Length);
        Assert.Equal(500, skus.Distinct().Count());
    }

    [Fact]
    public void A_known_list_without_rows_is_empty_with_All_and_an_error_without()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.EmptyListNotFound, "/v3/orders").Always());

        var all = Run("Invoke-WalmartApi '/v3/orders?createdStartDate=2090-01-01' -All -Verbose").Clean;
        Assert.Empty(all.Output);
        Assert.Contains(all.Verbose, v => v.StartsWith("The list is empty: GET /v3/orders", StringComparison.Ordinal));
        Assert.Equal("NotFound", Run("Invoke-WalmartApi '/v3/orders?createdStartDate=2090-01-01'").ErrorId);
        Assert.True(((WalmartResponse)Run("Invoke-WalmartApi '/v3/orders?createdStartDate=2090-01-01' -All -AsResult").Single.BaseObject).IsComplete);
    }

    [Fact]
    public void What_is_not_a_list_is_still_not_found()
    {
        Assert.Equal("NotFound", Run("Invoke-WalmartApi /v3/items/NO-SUCH -All").ErrorId);
    }

    [Fact]
    public void Settlement_is_read_to_its_end()
    {
        var rows = Run("$date = (Invoke-WalmartApi /v3/report/reconreport/availableReconFiles).availableApReportDates[0]; Invoke-WalmartApi /v3/report/reconreport/reconFileJson -Query @{ reportDate = $date; offset = 0; noOfRecords = 30 } -All").Clean;

        Assert.True(rows.Output.Count > 30);
        Assert.NotNull(rows.Output[^1].Properties["Amount"]);
        Assert.Empty(rows.Warnings);
    }

    [Fact]
    public void A_list_that_ends_early_warns_with_both_numbers()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.MissingCursor, "/v3/orders").Always());

        var result = Run("Invoke-WalmartApi '/v3/orders?limit=100' -All").Clean;

        Assert.Equal(100, result.Output.Count);
        Assert.Contains("ended after 100 rows, but Walmart reported 250", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_of_pages_ends_as_an_error()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.CursorRing, "/v3/inventories").Always());

        var result = Run("Invoke-WalmartApi '/v3/inventories?limit=50' -All");

        Assert.Equal("PagingLoop", result.ErrorId);
        Assert.InRange(Calls.Count, 3, 7);
    }

    [Fact]
    public void XML_is_refused_with_All()
    {
        Assert.Equal("InvalidArgument", Run("Invoke-WalmartApi /v3/orders -All -Accept application/xml").ErrorId);
        Assert.Equal("InvalidArgument", Run("Invoke-WalmartApi /v3/orders -MaxPages 2 -Headers @{ accept = 'text/xml' }").ErrorId);
        Assert.Empty(Calls);
    }

    [Theory]
    [InlineData("", "<list/>", "application/xml")]
    [InlineData("-Raw", "<list/>", "application/xml")]
    [InlineData("-Raw", "<html>maintenance</html>", "text/html")]
    public void An_answer_whose_pages_cannot_be_followed_is_InvalidResponse_of_its_record_alone(string form, string body, string type)
    {
        Gateway.Faults.Add(Fault.Status(200, "/v3/orders", body) with { ContentType = type });

        var result = Run($"1, 2 | Invoke-WalmartApi '/v3/orders?limit=100' -All -AsResponse {form}");

        Assert.Equal("InvalidResponse", result.ErrorId);
        Assert.Equal(3, result.Output.Count);
    }

    [Fact]
    public void Each_page_is_verbose_with_its_rows()
    {
        var verbose = Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 20 } -All -Verbose").Clean.Verbose;

        Assert.Contains("GET /v3/orders: page 1, 20 rows.", verbose);
        Assert.Contains("GET /v3/orders: page 2, 20 rows.", verbose);
    }
}
