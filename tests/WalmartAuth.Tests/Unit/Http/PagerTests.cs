using WalmartAuth.Http;
using WalmartAuth.Http.Paging;
using WalmartAuth.Json;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>The request after a page, in every cursor family (contract §7).</summary>
public sealed class PagerTests
{
    [Theory]
    [InlineData("/v3/orders?limit=2&status=Created", "list.elements.order", """{"list":{"meta":{"totalCount":9,"nextCursor":"?limit=2&hasMoreElements=true&soIndex=2&poIndex=%2B"},"elements":{"order":[1,2]}}}""")]
    [InlineData("/v3/orders/released?limit=2", "list.elements.order", """{"list":{"meta":{"nextCursor":"?limit=2&hasMoreElements=true&soIndex=2&poIndex=%2B"},"elements":{"order":[1,2]}}}""")]
    [InlineData("/v3/returns?limit=2", "returnOrders", """{"meta":{"nextCursor":"?limit=2&hasMoreElements=true&soIndex=2&poIndex=%2B"},"returnOrders":[1,2]}""")]
    public void A_query_cursor_is_the_whole_next_query_verbatim(string path, string rowsPath, string page)
    {
        var pager = new Pager(CallHarness.Request(path));

        var next = Next(pager, pager.First, page);

        Assert.Equal(rowsPath, pager.RowsPath(_ => null));
        Assert.Equal("?limit=2&hasMoreElements=true&soIndex=2&poIndex=%2B", next!.Address.Query);
        Assert.Equal(CallHarness.Request(path).Address.AbsolutePath, next.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("GET", "/v3/items?limit=2", "ItemResponse", """{"ItemResponse":[1,2],"totalItems":9,"nextCursor":"a+b/c=="}""")]
    [InlineData("GET", "/v3/inventories?limit=2", "elements.inventories", """{"meta":{"totalCount":9,"nextCursor":"a+b/c=="},"elements":{"inventories":[1,2]}}""")]
    [InlineData("GET", "/v3/feeds/F@1?limit=2&includeDetails=true", "itemDetails.itemIngestionStatus", """{"itemsReceived":9,"itemDetails":{"itemIngestionStatus":[1,2]},"nextCursor":"a+b/c=="}""")]
    [InlineData("POST", "/v3/items/catalog/search?limit=2", "payload", """{"payload":[1,2],"nextCursor":"a+b/c=="}""")]
    public void An_opaque_cursor_is_escaped_in_its_parameter_and_the_others_stay(string method, string path, string rowsPath, string page)
    {
        var pager = new Pager(CallHarness.Request(path, method));

        var next = Next(pager, pager.First, page);

        Assert.Equal(rowsPath, pager.RowsPath(_ => null));
        Assert.EndsWith("&nextCursor=a%2Bb%2Fc%3D%3D", next!.Address.Query, StringComparison.Ordinal);
        Assert.StartsWith("?limit=2&", next.Address.Query, StringComparison.Ordinal);
        Assert.Equal(method, next.Method.Method);
    }

    [Fact]
    public void Items_begin_with_a_star_unless_the_caller_names_a_cursor()
    {
        Assert.Equal("?limit=2&nextCursor=%2A", new Pager(CallHarness.Request("/v3/items?limit=2")).First.Address.Query);
        Assert.Equal("?nextCursor=mine", new Pager(CallHarness.Request("/v3/items?nextCursor=mine")).First.Address.Query);
        Assert.Equal("", new Pager(CallHarness.Request("/v3/orders")).First.Address.Query);
    }

    [Fact]
    public void Feeds_continue_by_offset_until_their_total()
    {
        var pager = new Pager(CallHarness.Request("/v3/feeds?limit=2"));

        var second = Next(pager, pager.First, """{"totalResults":3,"results":{"feed":[1,2]}}""");
        Assert.Equal("?limit=2&offset=2", second!.Address.Query);

        Assert.Null(Next(pager, second, """{"totalResults":3,"results":{"feed":[3]}}"""));
        Assert.Equal(3, pager.Rows);
        Assert.Equal(3, pager.Total);
    }

    [Fact]
    public void An_offset_of_the_callers_own_counts()
    {
        var pager = new Pager(CallHarness.Request("/v3/feeds?offset=5&limit=2"));

        Assert.Equal("?limit=2&offset=7", Next(pager, pager.First, """{"totalResults":9,"results":{"feed":[1,2]}}""")!.Address.Query);
    }

    [Fact]
    public void An_opaque_cursor_that_stays_the_same_is_no_end()
    {
        var pager = new Pager(CallHarness.Request("/v3/items"));

        var second = Next(pager, pager.First, """{"ItemResponse":[1],"nextCursor":"same"}""");
        var third = Next(pager, second!, """{"ItemResponse":[2],"nextCursor":"same"}""");

        Assert.NotNull(third);
        Assert.Null(Next(pager, third, """{"ItemResponse":[],"nextCursor":"same"}"""));
        Assert.Equal(2, pager.Rows);
    }

    [Fact]
    public void A_repeated_page_of_items_is_not_written_and_is_requested_again_by_offset()
    {
        var pager = new Pager(CallHarness.Request("/v3/items?limit=2"));
        const string First = """{"ItemResponse":[1,2],"totalItems":5,"nextCursor":"same"}""";
        var second = Next(pager, pager.First, First);

        var moved = Next(pager, second!, First);
        Assert.True(pager.IsRepetition);
        Assert.Equal("?limit=2&nextCursor=same&offset=2", moved!.Address.Query);
        Assert.Equal(2, pager.Rows);

        var third = Next(pager, moved, """{"ItemResponse":[3,4],"totalItems":5,"nextCursor":"same"}""");
        Assert.False(pager.IsRepetition);
        Assert.Equal("?limit=2&nextCursor=same&offset=4", third!.Address.Query);
        Assert.True(pager.HasMoreRows);
        Assert.Null(Next(pager, third, """{"ItemResponse":[5],"totalItems":5}"""));
        Assert.Equal(5, pager.Rows);
        Assert.Equal(3, pager.Pages);
        Assert.False(pager.HasMoreRows);
        Assert.Null(pager.Warning);
    }

    [Fact]
    public void A_page_that_repeats_in_spite_of_an_offset_is_a_loop_and_its_rows_are_held_back()
    {
        var pager = new Pager(CallHarness.Request("/v3/items"));
        const string Page = """{"ItemResponse":[1],"nextCursor":"same"}""";
        var moved = Next(pager, Next(pager, pager.First, Page)!, Page);

        var error = Assert.Throws<WalmartException>(() => Next(pager, moved!, Page));

        Assert.Equal(WalmartErrorId.PagingLoop, error.ErrorId);
        Assert.True(pager.IsRepetition);
        Assert.Equal(1, pager.Rows);
    }

    [Fact]
    public void Lists_that_do_not_page_by_offset_are_not_tried_so()
    {
        var pager = new Pager(CallHarness.Request("/v3/inventories"));
        const string Page = """{"meta":{"nextCursor":"same"},"elements":{"inventories":[1]}}""";
        var second = Next(pager, pager.First, Page);

        Assert.Equal(WalmartErrorId.PagingLoop, Assert.Throws<WalmartException>(() => Next(pager, second!, Page)).ErrorId);
    }

    [Fact]
    public void A_ring_of_the_same_pages_is_a_loop_at_once()
    {
        var pager = new Pager(CallHarness.Request("/v3/inventories"));
        const string A = """{"meta":{"nextCursor":"a"},"elements":{"inventories":[1]}}""";
        var next = Next(pager, pager.First, A);
        next = Next(pager, next!, """{"meta":{"nextCursor":"b"},"elements":{"inventories":[2]}}""");

        Assert.Equal(WalmartErrorId.PagingLoop, Assert.Throws<WalmartException>(() => Next(pager, next!, A)).ErrorId);
        Assert.Equal(2, pager.Rows);
    }

    [Fact]
    public void A_ring_whose_pages_differ_ends_when_Walmarts_count_is_reached()
    {
        var pager = new Pager(CallHarness.Request("/v3/inventories"));
        var request = pager.First;
        var pages = 0;

        void Read()
        {
            while (true)
            {
                pages++;
                request = Next(pager, request, $$$"""{"meta":{"totalCount":6,"nextCursor":"{{{(pages % 2 == 0 ? "a" : "b")}}}"},"elements":{"inventories":[{{{pages}}}]}}""")!;
            }
        }

        var error = Assert.Throws<WalmartException>(Read);
        Assert.Equal(WalmartErrorId.PagingLoop, error.ErrorId);
        Assert.Equal(6, pages);
    }

    [Fact]
    public void Settlement_continues_by_its_next_offset_until_minus_one()
    {
        var pager = new Pager(CallHarness.Request("/v3/report/reconreport/reconFileJson?reportDate=11172026&offset=0&noOfRecords=2"));

        var second = Next(pager, pager.First, """{"reportData":[1,2],"nextOffset":2,"totalRecords":3}""");
        Assert.Equal("?reportDate=11172026&noOfRecords=2&offset=2", second!.Address.Query);
        Assert.Null(Next(pager, second, """{"reportData":[3],"nextOffset":-1,"totalRecords":3}"""));
        Assert.Equal(3, pager.Rows);
        Assert.Null(pager.Warning);
    }

    [Fact]
    public void A_next_offset_that_does_not_move_on_is_a_loop()
    {
        var pager = new Pager(CallHarness.Request("/v3/report/reconreport/reconFileJson?reportDate=11172026&offset=2&noOfRecords=2"));

        Assert.Equal(WalmartErrorId.PagingLoop, Assert.Throws<WalmartException>(() => Next(pager, pager.First, """{"reportData":[1,2],"nextOffset":2}""")).ErrorId);
    }

    [Fact]
    public void The_items_of_a_sellers_feed_continue_by_offset_and_a_suppliers_by_cursor()
    {
        var seller = new Pager(CallHarness.Request("/v3/feeds/F1?includeDetails=true&limit=2"));
        var second = Next(seller, seller.First, """{"itemsReceived":3,"itemDetails":{"itemIngestionStatus":[1,2]}}""");
        Assert.Equal("?includeDetails=true&limit=2&offset=2", second!.Address.Query);
        Assert.Null(Next(seller, second, """{"itemsReceived":3,"itemDetails":{"itemIngestionStatus":[3]}}"""));

        var supplier = new Pager(CallHarness.Request("/v3/feeds/F1?includeDetails=true&limit=2"));
        second = Next(supplier, supplier.First, """{"itemsReceived":3,"itemDetails":{"itemIngestionStatus":[1,2]},"nextCursor":"c"}""");
        Assert.Null(Next(supplier, second!, """{"itemsReceived":3,"itemDetails":{"itemIngestionStatus":[3]}}"""));
        Assert.Null(supplier.Warning);
    }

    [Fact]
    public void A_feed_without_its_details_is_not_a_list() =>
        Assert.Null(new Pager(CallHarness.Request("/v3/feeds/F1")).RowsPath(_ => null));

    [Theory]
    [InlineData("/v3/inventories", "?limit=50")]
    [InlineData("/v3/inventories?limit=200&shipNode=1", "?shipNode=1&limit=50")]
    [InlineData("/v3/inventories?limit=20", "?limit=20")]
    public void Inventories_have_a_limit_of_at_most_fifty_that_every_page_repeats(string path, string query)
    {
        var pager = new Pager(CallHarness.Request(path));

        Assert.Equal(query, pager.First.Address.Query);
        Assert.Equal(query + "&nextCursor=c", Next(pager, pager.First, """{"meta":{"nextCursor":"c"},"elements":{"inventories":[1]}}""")!.Address.Query);
    }

    [Theory]
    [InlineData("""{"list":{"meta":{"nextCursor":"?a=1"}}}""")]
    [InlineData("""{"list":{"meta":{"totalCount":9,"nextCursor":"?a=1"},"elements":{"rows":[1,2]}}}""")]
    public void A_cursor_without_rows_where_they_are_expected_is_an_error(string page)
    {
        var pager = new Pager(CallHarness.Request("/v3/orders"));

        var error = Assert.Throws<WalmartException>(() => Next(pager, pager.First, page));

        Assert.Equal(WalmartErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains("Page 1 of ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("no rows at 'list.elements.order', so the rest of the list cannot be read. 1 page was read.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"list":{"meta":{"totalCount":0}}}""", null)]
    [InlineData("""{"list":{"meta":{},"elements":{"rows":[1,2]}}}""", "no rows at 'list.elements.order'")]
    [InlineData("""{"list":{"meta":{"totalCount":2},"elements":{"rows":[1,2]}}}""", "ended after 0 rows, but Walmart reported 2")]
    public void Rows_at_another_place_are_said(string page, string? warning)
    {
        var pager = new Pager(CallHarness.Request("/v3/orders"));

        Assert.Null(Next(pager, pager.First, page));
        Assert.Equal(warning is null, pager.Warning is null);
        Assert.Contains(warning ?? "", pager.Warning ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"meta":{},"returnOrders":[3]}""")]
    [InlineData("""{"meta":{"totalCount":8},"returnOrders":[]}""")]
    public void The_last_count_that_Walmart_gave_is_the_one_that_counts(string page)
    {
        var pager = new Pager(CallHarness.Request("/v3/returns"));
        var second = Next(pager, pager.First, """{"meta":{"totalCount":8,"nextCursor":"?n=2"},"returnOrders":[1,2]}""");

        Assert.Null(Next(pager, second!, page));
        Assert.Contains("but Walmart reported 8", pager.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v3/items?nextCursor=%2A", true)]
    [InlineData("/v3/items?nextCursor=mine", false)]
    public void A_caller_who_starts_in_the_middle_gets_no_warning_about_missing_rows(string path, bool isWarned)
    {
        var pager = new Pager(CallHarness.Request(path));

        Assert.Null(Next(pager, pager.First, """{"ItemResponse":[1],"totalItems":9}"""));
        Assert.Equal(isWarned, pager.Warning is not null);
    }

    [Theory]
    [InlineData("""{"totalCount":9,"status":"UP"}""")]
    [InlineData("""{"totalCount":9,"nextCursor":""}""")]
    public void A_page_that_is_not_a_list_gives_no_warning_about_missing_rows(string page)
    {
        var pager = new Pager(CallHarness.Request("/v3/somethingNew"));

        Assert.Null(Next(pager, pager.First, page));
        Assert.Null(pager.Warning);
        Assert.False(pager.IsKnownList);
    }

    [Fact]
    public void A_request_that_already_fits_is_sent_unchanged()
    {
        var request = CallHarness.Request("/v3/orders?limit=200");

        Assert.Same(request, new Pager(request).First);
        Assert.True(new Pager(request).IsKnownList);
    }

    [Theory]
    [InlineData("/v3/returns", """{"meta":{"nextCursor":"?page=a"},"returnOrders":[1]}""")]
    [InlineData("/v3/inventories", """{"meta":{"nextCursor":"a"},"elements":{"inventories":[1]}}""")]
    public void The_rows_of_a_page_that_came_before_are_held_back_in_every_family(string path, string page)
    {
        var pager = new Pager(CallHarness.Request(path));
        var second = Next(pager, pager.First, page);

        var error = Assert.Throws<WalmartException>(() => Next(pager, second!, page));

        Assert.Equal(WalmartErrorId.PagingLoop, error.ErrorId);
        Assert.True(pager.IsRepetition);
        Assert.EndsWith("1 row was read, up to page 2.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v3/returns", "ended after 3 rows, but Walmart reported 9")]
    [InlineData("/v3/returns?offset=6", null)]
    [InlineData("/v3/returns?hasMoreElements=true&poIndex=6", null)]
    public void Fewer_rows_than_Walmart_counted_are_said_with_both_numbers(string path, string? warning)
    {
        var pager = new Pager(CallHarness.Request(path));
        var second = Next(pager, pager.First, """{"meta":{"totalCount":8,"nextCursor":"?n=2"},"returnOrders":[1,2]}""");

        Assert.Null(Next(pager, second!, """{"meta":{"totalCount":9},"returnOrders":[3]}"""));
        Assert.Equal(warning is null, pager.Warning is null);
        Assert.Contains(warning ?? "", pager.Warning ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Feeds_without_a_total_continue_while_pages_are_full()
    {
        var pager = new Pager(CallHarness.Request("/v3/feeds?limit=2"));

        var second = Next(pager, pager.First, """{"results":{"feed":[1,2]}}""");
        Assert.Equal("?limit=2&offset=2", second!.Address.Query);
        Assert.Null(Next(pager, second, """{"results":{"feed":[3]}}"""));
    }

    [Fact]
    public void A_query_cursor_that_was_there_before_is_a_loop_whatever_its_rows()
    {
        var pager = new Pager(CallHarness.Request("/v3/returns"));
        var second = Next(pager, pager.First, """{"meta":{"nextCursor":"?page=a"},"returnOrders":[1]}""");
        var third = Next(pager, second!, """{"meta":{"nextCursor":"?page=b"},"returnOrders":[2]}""");

        var error = Assert.Throws<WalmartException>(() => Next(pager, third!, """{"meta":{"nextCursor":"?page=a"},"returnOrders":[3]}"""));

        Assert.Equal(WalmartErrorId.PagingLoop, error.ErrorId);
        Assert.Contains("3 rows were read, up to page 3.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v3/orders", """{"list":{"meta":{},"elements":{"order":[1]}}}""")]
    [InlineData("/v3/orders", """{"list":{"meta":{"nextCursor":null},"elements":{"order":[1]}}}""")]
    [InlineData("/v3/orders", """{"list":{"meta":{"nextCursor":""},"elements":{"order":[1]}}}""")]
    [InlineData("/v3/orders", """{"list":{"meta":{"nextCursor":"?a=1"},"elements":{"order":[]}}}""")]
    [InlineData("/v3/feeds", """{"results":{"feed":[1]}}""")]
    [InlineData("/v3/feeds", """{"totalResults":5,"results":{"feed":[]}}""")]
    [InlineData("/v3/utilities/apiStatus", """{"status":"UP"}""")]
    public void A_page_that_is_empty_or_names_no_next_one_is_the_last(string path, string page)
    {
        var pager = new Pager(CallHarness.Request(path));

        Assert.Null(Next(pager, pager.First, page));
    }

    [Fact]
    public void A_link_is_followed_on_the_sessions_own_host_only()
    {
        var own = new Pager(CallHarness.Request("/v3/items"));
        var relative = new Pager(CallHarness.Request("/v3/items"));
        var foreign = new Pager(CallHarness.Request("/v3/items"));
        var plain = new Pager(CallHarness.Request("/v3/items"));

        Assert.Equal("https://marketplace.walmartapis.com/v3/items?limit=2&cursor=x", Next(own, own.First, """{"ItemResponse":[1],"nextCursor":"https://marketplace.walmartapis.com/v3/items?limit=2&cursor=x"}""")!.Address.AbsoluteUri);
        Assert.Equal("https://marketplace.walmartapis.com/v3/items?cursor=x", Next(relative, relative.First, """{"ItemResponse":[1],"nextCursor":"/v3/items?cursor=x"}""")!.Address.AbsoluteUri);
        foreach (var (pager, link) in new[] { (foreign, "https://evil.example/v3/items?cursor=x"), (plain, "http://marketplace.walmartapis.com/v3/items?cursor=x") })
        {
            var error = Assert.Throws<WalmartException>(() => Next(pager, pager.First, $$"""{"ItemResponse":[1],"nextCursor":"{{link}}"}"""));
            Assert.Equal(WalmartErrorId.HostNotAllowed, error.ErrorId);
            Assert.Contains($", {new Uri(link).Host}", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("cursor=x", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_link_that_is_no_address_is_not_followed()
    {
        var pager = new Pager(CallHarness.Request("/v3/items"));

        var error = Assert.Throws<WalmartException>(() => Next(pager, pager.First, """{"ItemResponse":[1],"nextCursor":"https://[x"}"""));

        Assert.Contains(" is on another host; it is not followed. 1 row was read, up to page 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_the_contract_does_not_name_is_followed_by_the_cursor_it_shows()
    {
        var pager = new Pager(CallHarness.Request("/v3/somethingNew?limit=1"));

        Assert.Equal("?limit=1&nextCursor=abc", Next(pager, pager.First, """{"meta":{"nextCursor":"abc"},"rows":[1]}""")!.Address.Query);
    }

    [Theory]
    [InlineData("""{"list":{"meta":{"nextCursor":"?x=2"},"elements":{"order":[1,2]}}}""", "list.elements.order", "?x=2")]
    [InlineData("""{"payload":[1,2],"nextCursor":"abc"}""", "payload", "?nextCursor=abc")]
    [InlineData("""{"ItemResponse":[1,2]}""", "ItemResponse", null)]
    public void Its_rows_are_found_where_a_known_list_has_them(string page, string rowsPath, string? query)
    {
        var pager = new Pager(CallHarness.Request("/v3/somethingNew"));

        var next = Next(pager, pager.First, page);

        Assert.Equal(rowsPath, pager.RowsPath(_ => null));
        Assert.Equal(query, next?.Address.Query);
        Assert.Equal(2, pager.Rows);
    }

    [Fact]
    public void The_family_is_known_behind_a_base_address_with_a_prefix() =>
        Assert.Equal("returnOrders", new Pager(CallHarness.Request("/proxy/v3/returns/")).RowsPath(_ => null));

    private static ApiRequest? Next(Pager pager, ApiRequest request, string text)
    {
        var page = JsonReader.ReadForPowerShell(text, asHashtable: true);
        var rows = pager.RowsPath(p => JsonPath.Get(page, p)) is { } path ? (JsonPath.Get(page, path) as System.Collections.IList)?.Count : (int?)null;
        return pager.Next(request, p => JsonPath.Get(page, p), rows, text);
    }
}
