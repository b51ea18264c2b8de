using WalmartAuth.Http;
using WalmartAuth.Http.Paging;
using WalmartAuth.Json;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>What is asked for after a page, in every cursor family (contract §7).</summary>
public sealed class PageWalkerTests
{
    [Theory]
    [InlineData("/v3/orders?limit=2&status=Created", "list.elements.order", """{"list":{"meta":{"totalCount":9,"nextCursor":"?limit=2&hasMoreElements=true&soIndex=2&poIndex=%2B"},"elements":{"order":[1,2]}}}""")]
    [InlineData("/v3/orders/released?limit=2", "list.elements.order", """{"list":{"meta":{"nextCursor":"?limit=2&hasMoreElements=true&soIndex=2&poIndex=%2B"},"elements":{"order":[1,2]}}}""")]
    [InlineData("/v3/returns?limit=2", "returnOrders", """{"meta":{"nextCursor":"?limit=2&hasMoreElements=true&soIndex=2&poIndex=%2B"},"returnOrders":[1,2]}""")]
    public void A_query_cursor_is_the_whole_next_query_verbatim(string path, string rowsPath, string page)
    {
        var walker = new Pager(CallRig.Request(path));

        var next = Next(walker, walker.First, page);

        Assert.Equal(rowsPath, walker.RowsPath(_ => null));
        Assert.Equal("?limit=2&hasMoreElements=true&soIndex=2&poIndex=%2B", next!.Address.Query);
        Assert.Equal(CallRig.Request(path).Address.AbsolutePath, next.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("GET", "/v3/items?limit=2", "ItemResponse", """{"ItemResponse":[1,2],"totalItems":9,"nextCursor":"a+b/c=="}""")]
    [InlineData("GET", "/v3/inventories?limit=2", "elements.inventories", """{"meta":{"totalCount":9,"nextCursor":"a+b/c=="},"elements":{"inventories":[1,2]}}""")]
    [InlineData("POST", "/v3/items/catalog/search?limit=2", "payload", """{"payload":[1,2],"nextCursor":"a+b/c=="}""")]
    public void An_opaque_cursor_goes_escaped_into_its_parameter_beside_the_others(string method, string path, string rowsPath, string page)
    {
        var walker = new Pager(CallRig.Request(path, method));

        var next = Next(walker, walker.First, page);

        Assert.Equal(rowsPath, walker.RowsPath(_ => null));
        Assert.Equal("?limit=2&nextCursor=a%2Bb%2Fc%3D%3D", next!.Address.Query);
        Assert.Equal(method, next.Method.Method);
    }

    [Fact]
    public void Items_begin_with_a_star_unless_the_caller_names_a_cursor()
    {
        Assert.Equal("?limit=2&nextCursor=%2A", new Pager(CallRig.Request("/v3/items?limit=2")).First.Address.Query);
        Assert.Equal("?nextCursor=mine", new Pager(CallRig.Request("/v3/items?nextCursor=mine")).First.Address.Query);
        Assert.Equal("", new Pager(CallRig.Request("/v3/orders")).First.Address.Query);
    }

    [Fact]
    public void Feeds_go_on_by_offset_until_their_total()
    {
        var walker = new Pager(CallRig.Request("/v3/feeds?limit=2"));

        var second = Next(walker, walker.First, """{"totalResults":3,"results":{"feed":[1,2]}}""");
        Assert.Equal("?limit=2&offset=2", second!.Address.Query);

        Assert.Null(Next(walker, second, """{"totalResults":3,"results":{"feed":[3]}}"""));
        Assert.Equal(3, walker.Rows);
        Assert.Equal(3, walker.Total);
    }

    [Fact]
    public void An_offset_of_the_callers_own_counts()
    {
        var walker = new Pager(CallRig.Request("/v3/feeds?offset=5&limit=2"));

        Assert.Equal("?limit=2&offset=7", Next(walker, walker.First, """{"totalResults":9,"results":{"feed":[1,2]}}""")!.Address.Query);
    }

    [Fact]
    public void An_opaque_cursor_that_stays_the_same_is_no_end()
    {
        var walker = new Pager(CallRig.Request("/v3/items"));

        var second = Next(walker, walker.First, """{"ItemResponse":[1],"nextCursor":"same"}""");
        var third = Next(walker, second!, """{"ItemResponse":[2],"nextCursor":"same"}""");

        Assert.NotNull(third);
        Assert.Null(Next(walker, third, """{"ItemResponse":[],"nextCursor":"same"}"""));
        Assert.Equal(2, walker.Rows);
    }

    [Fact]
    public void The_same_page_with_the_same_cursor_is_a_loop()
    {
        var walker = new Pager(CallRig.Request("/v3/items"));
        var second = Next(walker, walker.First, """{"ItemResponse":[1],"nextCursor":"same"}""");

        var error = Assert.Throws<WalmartException>(() => Next(walker, second!, """{"ItemResponse":[1],"nextCursor":"same"}"""));

        Assert.Equal(WalmartErrorId.PagingLoop, error.ErrorId);
    }

    [Fact]
    public void A_query_cursor_that_was_there_before_is_a_loop_whatever_its_rows()
    {
        var walker = new Pager(CallRig.Request("/v3/returns"));
        var second = Next(walker, walker.First, """{"meta":{"nextCursor":"?page=a"},"returnOrders":[1]}""");
        var third = Next(walker, second!, """{"meta":{"nextCursor":"?page=b"},"returnOrders":[2]}""");

        var error = Assert.Throws<WalmartException>(() => Next(walker, third!, """{"meta":{"nextCursor":"?page=a"},"returnOrders":[3]}"""));

        Assert.Equal(WalmartErrorId.PagingLoop, error.ErrorId);
        Assert.Contains("3 rows were read, up to page 3.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v3/orders", """{"list":{"meta":{},"elements":{"order":[1]}}}""")]
    [InlineData("/v3/orders", """{"list":{"meta":{"nextCursor":null},"elements":{"order":[1]}}}""")]
    [InlineData("/v3/orders", """{"list":{"meta":{"nextCursor":""},"elements":{"order":[1]}}}""")]
    [InlineData("/v3/orders", """{"list":{"meta":{"nextCursor":"?a=1"},"elements":{"order":[]}}}""")]
    [InlineData("/v3/orders", """{"list":{"meta":{"nextCursor":"?a=1"}}}""")]
    [InlineData("/v3/feeds", """{"results":{"feed":[1]}}""")]
    [InlineData("/v3/feeds", """{"totalResults":5,"results":{"feed":[]}}""")]
    [InlineData("/v3/utilities/apiStatus", """{"status":"UP"}""")]
    public void A_page_that_is_empty_or_names_no_next_one_is_the_last(string path, string page)
    {
        var walker = new Pager(CallRig.Request(path));

        Assert.Null(Next(walker, walker.First, page));
    }

    [Fact]
    public void A_link_is_followed_on_the_sessions_own_host_only()
    {
        var own = new Pager(CallRig.Request("/v3/items"));
        var relative = new Pager(CallRig.Request("/v3/items"));
        var foreign = new Pager(CallRig.Request("/v3/items"));
        var plain = new Pager(CallRig.Request("/v3/items"));

        Assert.Equal("https://marketplace.walmartapis.com/v3/items?limit=2&cursor=x", Next(own, own.First, """{"ItemResponse":[1],"nextCursor":"https://marketplace.walmartapis.com/v3/items?limit=2&cursor=x"}""")!.Address.AbsoluteUri);
        Assert.Equal("https://marketplace.walmartapis.com/v3/items?cursor=x", Next(relative, relative.First, """{"ItemResponse":[1],"nextCursor":"/v3/items?cursor=x"}""")!.Address.AbsoluteUri);
        foreach (var (walker, link) in new[] { (foreign, "https://evil.example/v3/items?cursor=x"), (plain, "http://marketplace.walmartapis.com/v3/items?cursor=x") })
        {
            var error = Assert.Throws<WalmartException>(() => Next(walker, walker.First, $$"""{"ItemResponse":[1],"nextCursor":"{{link}}"}"""));
            Assert.Equal(WalmartErrorId.HostNotAllowed, error.ErrorId);
            Assert.DoesNotContain("cursor=x", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_list_that_the_contract_does_not_name_is_followed_by_the_cursor_it_shows()
    {
        var walker = new Pager(CallRig.Request("/v3/somethingNew?limit=1"));

        Assert.Equal("?limit=1&nextCursor=abc", Next(walker, walker.First, """{"meta":{"nextCursor":"abc"},"rows":[1]}""")!.Address.Query);
    }

    [Theory]
    [InlineData("""{"list":{"meta":{"nextCursor":"?x=2"},"elements":{"order":[1,2]}}}""", "list.elements.order", "?x=2")]
    [InlineData("""{"payload":[1,2],"nextCursor":"abc"}""", "payload", "?nextCursor=abc")]
    [InlineData("""{"ItemResponse":[1,2]}""", "ItemResponse", null)]
    public void Its_rows_are_found_where_a_known_list_has_them(string page, string rowsPath, string? query)
    {
        var walker = new Pager(CallRig.Request("/v3/somethingNew"));

        var next = Next(walker, walker.First, page);

        Assert.Equal(rowsPath, walker.RowsPath(_ => null));
        Assert.Equal(query, next?.Address.Query);
        Assert.Equal(2, walker.Rows);
    }

    [Fact]
    public void The_family_is_known_behind_a_base_address_with_a_prefix() =>
        Assert.Equal("returnOrders", new Pager(CallRig.Request("/proxy/v3/returns/")).RowsPath(_ => null));

    private static ApiRequest? Next(Pager walker, ApiRequest request, string text)
    {
        var page = JsonReader.ReadForPowerShell(text, asHashtable: true);
        var rows = walker.RowsPath(p => JsonPath.Get(page, p)) is { } path ? (JsonPath.Get(page, path) as System.Collections.IList)?.Count ?? 0 : (int?)null;
        return walker.Next(request, p => JsonPath.Get(page, p), rows, text);
    }
}
