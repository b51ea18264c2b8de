using System.Net;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class PagingTests
{
    [Fact]
    public async Task Query_cursors_lead_through_all_rows_when_used_verbatim()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        Assert.Equal(250, (await WalkAsync(client, token, "/v3/orders?limit=100&createdStartDate=2020-01-01T00%3A00%3A00Z", "list.meta.nextCursor", "list.elements.order", verbatim: true)).Count);
        Assert.Equal(40, (await WalkAsync(client, token, "/v3/returns?limit=15", "meta.nextCursor", "returnOrders", verbatim: true)).Count);
    }

    [Fact]
    public async Task A_query_cursor_that_was_changed_on_its_way_is_refused()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var page = await client.GetJsonAsync(token, "/v3/orders?limit=100");
        var cursor = At(page, "list.meta.nextCursor")!.Value.GetString()!;
        using var answer = await client.GetAsync(token, "/v3/orders?limit=100&" + cursor[1..]);
        Assert.Equal("400 INVALID_REQUEST nextCursor", await EmulatorClient.ErrorAsync(answer));
    }

    [Fact]
    public async Task Opaque_cursors_need_escaping()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        Assert.Equal(300, (await WalkAsync(client, token, "/v3/inventories?limit=50", "meta.nextCursor", "elements.inventories", verbatim: false)).Count);
        var page = await client.GetJsonAsync(token, "/v3/inventories?limit=50");
        using var unescaped = await client.GetAsync(token, "/v3/inventories?nextCursor=" + At(page, "meta.nextCursor")!.Value.GetString());
        Assert.Equal(HttpStatusCode.BadRequest, unescaped.StatusCode);
    }

    [Fact]
    public async Task The_items_cursor_stays_the_same_until_an_empty_page()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var skus = new List<string?>();
        var cursors = new HashSet<string>();
        var cursor = "*";
        var pages = 0;
        while (cursor is not null)
        {
            var page = await client.GetJsonAsync(token, "/v3/items?limit=200&nextCursor=" + Uri.EscapeDataString(cursor));
            skus.AddRange(page.GetProperty("ItemResponse").EnumerateArray().Select(item => item.GetProperty("sku").GetString()));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
            _ = cursor is not null && cursors.Add(cursor);
            pages++;
        }

        Assert.Equal(4, pages);
        Assert.Single(cursors);
        Assert.Equal(Enumerable.Range(0, 500).Select(Seeds.Sku), skus);
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
        Assert.Equal(Seeds.Sku(2), page.GetProperty("ItemResponse")[0].GetProperty("sku").GetString());

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
