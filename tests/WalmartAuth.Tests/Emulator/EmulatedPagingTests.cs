using System.Net;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class EmulatedPagingTests
{
    [Fact]
    public async Task Query_cursors_lead_through_all_rows_when_used_verbatim()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        Assert.Equal(250, (await WalkAsync(client, token, "/v3/orders?limit=100&createdStartDate=2020-01-01T00%3A00%3A00Z", "list.meta.nextCursor", "list.elements.order", verbatim: true)).Count);
        Assert.Equal(40, (await WalkAsync(client, token, "/v3/returns?limit=15", "meta.nextCursor", "returnOrders", verbatim: true)).Count);
    }

    [Theory]
    [InlineData("/v3/orders?{0}")]
    [InlineData("/v3/orders??{0}")]
    [InlineData("/v3/orders?{1}")]
    public async Task A_query_cursor_is_accepted_as_clients_of_Walmart_send_it(string form)
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var first = await client.GetJsonAsync(token, "/v3/orders?limit=100&createdStartDate=2020-01-01T00%3A00%3A00Z");
        var cursor = At(first, "list.meta.nextCursor")!.Value.GetString()![1..];
        var reordered = string.Join('&', cursor.Split('&').Reverse()).Replace("%3A", ":", StringComparison.Ordinal);

        var page = await client.GetJsonAsync(token, string.Format(form, cursor, reordered));

        Assert.Equal(SampleData.PurchaseOrderId(100), At(page, "list.elements.order")!.Value[0].GetProperty("purchaseOrderId").GetString());
    }

    [Fact]
    public async Task A_strict_gateway_accepts_a_cursor_only_as_it_was_issued()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.Strict).Always());
        var cursor = At(await client.GetJsonAsync(token, "/v3/orders?limit=100&status=Created"), "list.meta.nextCursor");
        Assert.Null(cursor);
        cursor = At(await client.GetJsonAsync(token, "/v3/orders?limit=10&status=Created"), "list.meta.nextCursor");
        await client.GetJsonAsync(token, "/v3/orders" + cursor!.Value.GetString());
        using var doubled = await client.GetAsync(token, "/v3/orders?" + cursor.Value.GetString());
        Assert.Equal("400 INVALID_REQUEST nextCursor", await EmulatorClient.ErrorAsync(doubled));
        using var joined = await client.GetAsync(token, $"/v3/orders{cursor.Value.GetString()}&limit=10");
        Assert.Equal(HttpStatusCode.BadRequest, joined.StatusCode);
    }

    [Fact]
    public async Task A_bare_plus_in_a_cursor_is_accepted_and_by_a_strict_gateway_refused()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        Assert.Equal(300, (await WalkAsync(client, token, "/v3/inventories?limit=50", "meta.nextCursor", "elements.inventories", verbatim: false)).Count);
        var inventories = At(await client.GetJsonAsync(token, "/v3/inventories?limit=50"), "meta.nextCursor")!.Value.GetString()!;
        var items = (await client.GetJsonAsync(token, "/v3/items?limit=50&nextCursor=*")).GetProperty("nextCursor").GetString()!;
        Assert.Contains('+', inventories);
        Assert.Contains('+', items);
        await client.GetJsonAsync(token, "/v3/inventories?limit=50&nextCursor=" + inventories);
        var second = await client.GetJsonAsync(token, "/v3/items?nextCursor=" + items);
        Assert.Equal(SampleData.Sku(50), second.GetProperty("ItemResponse")[0].GetProperty("sku").GetString());

        client.Gateway.Faults.Add(Fault.Of(FaultKind.Strict).Always());
        using var unescaped = await client.GetAsync(token, "/v3/inventories?limit=50&nextCursor=" + inventories);
        Assert.Equal(HttpStatusCode.BadRequest, unescaped.StatusCode);
        await client.GetJsonAsync(token, "/v3/inventories?limit=50&nextCursor=" + Uri.EscapeDataString(inventories));
    }

    [Fact]
    public async Task Inventories_have_at_most_50_rows_a_page_and_one_limit_on_all_pages()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var tooMany = await client.GetAsync(token, "/v3/inventories?limit=51");
        Assert.Equal("400 INVALID_REQUEST limit", await EmulatorClient.ErrorAsync(tooMany));
        var cursor = Uri.EscapeDataString(At(await client.GetJsonAsync(token, "/v3/inventories?limit=20"), "meta.nextCursor")!.Value.GetString()!);
        using var other = await client.GetAsync(token, "/v3/inventories?limit=10&nextCursor=" + cursor);
        Assert.Equal("400 INVALID_REQUEST nextCursor", await EmulatorClient.ErrorAsync(other));
        var ignored = await client.GetJsonAsync(token, "/v3/inventories?limit=20&cursor=" + cursor);
        Assert.Equal(SampleData.Sku(0), At(ignored, "elements.inventories")!.Value[0].GetProperty("sku").GetString());
    }

    [Theory]
    [InlineData(200, 3, false)]
    [InlineData(250, 3, true)]
    public async Task The_items_cursor_stays_the_same_and_a_full_last_page_is_followed_by_a_404(int limit, int calls, bool endsIn404)
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var skus = new List<string?>();
        var cursors = new HashSet<string>();
        var cursor = "*";
        var seen = 0;
        while (cursor is not null)
        {
            using var answer = await client.GetAsync(token, $"/v3/items?limit={limit}&nextCursor={Uri.EscapeDataString(cursor)}");
            seen++;
            if (!answer.IsSuccessStatusCode)
            {
                Assert.Equal("404 CONTENT_NOT_FOUND nextCursor", await EmulatorClient.ErrorAsync(answer));
                break;
            }

            var page = await EmulatorClient.JsonAsync(answer);
            skus.AddRange(page.GetProperty("ItemResponse").EnumerateArray().Select(item => item.GetProperty("sku").GetString()));
            cursor = At(page, "nextCursor")?.GetString();
            _ = cursor is not null && cursors.Add(cursor);
        }

        Assert.Equal(calls, seen);
        Assert.Equal(endsIn404, cursor is not null);
        Assert.Single(cursors);
        Assert.Equal(Enumerable.Range(0, 500).Select(SampleData.Sku), skus);
    }

    [Fact]
    public async Task An_items_cursor_can_name_only_a_snapshot_that_offset_moves_over()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.OffsetPaging, "/v3/items").Always());
        var cursor = Uri.EscapeDataString((await client.GetJsonAsync(token, "/v3/items?limit=2&nextCursor=*")).GetProperty("nextCursor").GetString()!);
        Assert.Equal(SampleData.Sku(0), await FirstAsync(string.Empty));
        Assert.Equal(SampleData.Sku(2), await FirstAsync("&offset=2"));
        using var tooFar = await client.GetAsync(token, $"/v3/items?limit=2&nextCursor={cursor}&offset=10001");
        Assert.Equal("400 INVALID_REQUEST offset", await EmulatorClient.ErrorAsync(tooFar));

        async Task<string?> FirstAsync(string offset) =>
            (await client.GetJsonAsync(token, $"/v3/items?limit=2&nextCursor={cursor}{offset}")).GetProperty("ItemResponse")[0].GetProperty("sku").GetString();
    }

    [Fact]
    public async Task Cursors_can_go_round_in_a_ring_and_be_missing_and_an_empty_list_can_be_a_404()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.CursorRing, "/v3/orders").Always());
        var first = At(await client.GetJsonAsync(token, "/v3/orders?limit=10"), "list.meta.nextCursor")!.Value.GetString();
        var back = At(await client.GetJsonAsync(token, "/v3/orders" + first), "list.meta.nextCursor")!.Value.GetString();
        Assert.Equal(first, At(await client.GetJsonAsync(token, "/v3/orders" + back), "list.meta.nextCursor")!.Value.GetString());

        client.Gateway.Faults.Clear();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.MissingCursor, "/v3/orders"), Fault.Of(FaultKind.EmptyListNotFound, "/v3/orders"));
        Assert.Null(At(await client.GetJsonAsync(token, "/v3/orders?limit=10"), "list.meta.nextCursor"));
        using var empty = await client.GetAsync(token, "/v3/orders?createdStartDate=2090-01-01");
        Assert.Equal("404 CONTENT_NOT_FOUND content", await EmulatorClient.ErrorAsync(empty));
    }

    [Fact]
    public async Task Reading_page_after_page_while_acknowledging_skips_rows()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var whole = await WalkAsync(client, token, "/v3/orders?limit=200&status=Created", "list.meta.nextCursor", "list.elements.order", verbatim: true);
        var acknowledged = 0;
        string? next = "?limit=10&status=Created";
        while (next is not null)
        {
            var page = await client.GetJsonAsync(token, "/v3/orders" + next);
            foreach (var order in At(page, "list.elements.order")!.Value.EnumerateArray())
            {
                (await client.SendJsonAsync(token, HttpMethod.Post, $"/v3/orders/{order.GetProperty("purchaseOrderId").GetString()}/acknowledge", "")).EnsureSuccessStatusCode();
                acknowledged++;
            }

            next = At(page, "list.meta.nextCursor")?.GetString();
        }

        Assert.Equal(63, whole.Count);
        Assert.InRange(acknowledged, 30, 40);
        Assert.Equal(whole.Count - acknowledged, At(await client.GetJsonAsync(token, "/v3/orders?status=Created"), "list.meta.totalCount")!.Value.GetInt32());
    }

    [Fact]
    public async Task An_items_cursor_expires_after_two_minutes_and_a_broken_page_does_not_move_it()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var cursor = Uri.EscapeDataString((await client.GetJsonAsync(token, "/v3/items?limit=2&nextCursor=*")).GetProperty("nextCursor").GetString()!);
        client.Gateway.Faults.Add(Fault.Of(FaultKind.HalfBody, "/v3/items"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(token, "/v3/items?limit=2&nextCursor=" + cursor));
        var page = await client.GetJsonAsync(token, "/v3/items?limit=2&nextCursor=" + cursor);
        Assert.Equal(SampleData.Sku(2), page.GetProperty("ItemResponse")[0].GetProperty("sku").GetString());

        client.Gateway.ClockOffset = TimeSpan.FromSeconds(121);
        using var late = await client.GetAsync(token, "/v3/items?limit=2&nextCursor=" + cursor);
        Assert.Equal("400 INVALID_REQUEST nextCursor", await EmulatorClient.ErrorAsync(late));
    }

    [Fact]
    public async Task Supplier_items_give_a_link_and_the_catalog_search_pages_by_post()
    {
        await using var client = await EmulatorClient.StartAsync();
        var supplier = await client.TokenAsync(client.Gateway.Supplier, DefaultAccounts.SupplierProduction);
        using var first = await client.SendAsync(client.Call(supplier, "/v3/items?limit=300", site: client.Gateway.Supplier));
        var link = new Uri((await EmulatorClient.JsonAsync(first)).GetProperty("nextCursor").GetString()!);
        Assert.Equal(client.Gateway.Supplier.Authority, link.Authority);
        using var second = await client.SendAsync(client.Call(supplier, link.PathAndQuery, site: client.Gateway.Supplier));
        Assert.Equal(200, (await EmulatorClient.JsonAsync(second)).GetProperty("ItemResponse").GetArrayLength());

        var token = await client.TokenAsync();
        using var found = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/items/catalog/search?limit=300", """{"query":{"field":"sku","value":"SKU"}}""");
        var cursor = (await EmulatorClient.JsonAsync(found)).GetProperty("nextCursor").GetString()!;
        using var rest = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/items/catalog/search?limit=300&nextCursor=" + Uri.EscapeDataString(cursor), "{}");
        Assert.Equal(200, (await EmulatorClient.JsonAsync(rest)).GetProperty("payload").GetArrayLength());
    }

    [Fact]
    public async Task Cursors_can_loop_expire_and_lead_elsewhere()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.SameCursor, "/v3/orders").Always());
        var first = await client.GetJsonAsync(token, "/v3/orders?limit=10");
        var cursor = At(first, "list.meta.nextCursor")!.Value.GetString()!;
        var second = await client.GetJsonAsync(token, "/v3/orders" + cursor);
        Assert.Equal(cursor, At(second, "list.meta.nextCursor")!.Value.GetString());

        client.Gateway.Faults.Clear();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.ExpiredCursor), Fault.Of(FaultKind.ForeignLinkCursor));
        using var expired = await client.GetAsync(token, "/v3/orders" + cursor);
        Assert.Equal("400 INVALID_REQUEST nextCursor", await EmulatorClient.ErrorAsync(expired));
        var foreign = At(await client.GetJsonAsync(token, "/v3/inventories"), "meta.nextCursor")!.Value.GetString()!;
        Assert.StartsWith(client.Gateway.Files.AbsoluteUri, foreign);
    }

    [Fact]
    public async Task Rows_can_be_made_as_large_as_a_benchmark_needs()
    {
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.Default with { Seeds = new SeedSizes { Items = 100_000, RowBytes = 1024 } },
        });
        using var answer = await client.GetAsync(await client.TokenAsync(), "/v3/items?limit=200&offset=90000");
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 200 * 1024, 220 * 1024);
    }

    private static async Task<List<JsonElement>> WalkAsync(EmulatorClient client, string token, string path, string cursorAt, string rowsAt, bool verbatim)
    {
        var rows = new List<JsonElement>();
        var bare = path.Split('?')[0];
        for (string? next = path; next is not null;)
        {
            var page = await client.GetJsonAsync(token, next);
            rows.AddRange(At(page, rowsAt)!.Value.EnumerateArray());
            var cursor = At(page, cursorAt)?.GetString();
            next = cursor is null ? null : verbatim ? bare + cursor : $"{path}&nextCursor={Uri.EscapeDataString(cursor)}";
        }

        return rows;
    }

    private static JsonElement? At(JsonElement element, string names)
    {
        foreach (var name in names.Split('.'))
        {
            if (!element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }
}
