using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

/// <summary>The items of an uploaded file, and which of them fail.</summary>
public sealed class FeedItemTests
{
    private const string Prices = """{"PriceHeader":{"version":"1.7"},"Price":[{"sku":"SKU-000000"},{"sku":"NO-SUCH-SKU"},{"sku":"BAD-1"}]}""";

    [Fact]
    public async Task Items_that_the_seller_does_not_have_and_bad_ones_fail_when_the_feed_is_processed()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var posted = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/feeds?feedType=price", Prices);
        var feed = await ProcessedAsync(client, token, posted);
        Assert.Equal((3, 1, 2, 0), (Number(feed, "itemsReceived"), Number(feed, "itemsSucceeded"), Number(feed, "itemsFailed"), Number(feed, "itemsProcessing")));
        Assert.Equal(["SUCCESS", "DATA_ERROR", "DATA_ERROR"], Details(feed).Select(item => item.GetProperty("ingestionStatus").GetString()));
        Assert.Equal("No item has this SKU.", Details(feed)[1].GetProperty("ingestionErrors").GetProperty("ingestionError")[0].GetProperty("description").GetString());
    }

    [Fact]
    public async Task A_feed_that_makes_items_takes_new_SKUs_in_a_form_and_in_XML()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var upload = client.Call(token, "/v3/feeds?feedType=MP_ITEM", HttpMethod.Post);
        upload.Content = new MultipartFormDataContent { { new StringContent("""{"MPItem":[{"Orderable":{"sku":"NEW-1"}},{"Orderable":{"sku":"NEW-2"}}]}"""), "file", "items.json" } };
        using var form = await client.SendAsync(upload);
        Assert.Equal(2, Number(await ProcessedAsync(client, token, form), "itemsSucceeded"));

        var xml = client.Call(token, "/v3/feeds?feedType=item", HttpMethod.Post);
        xml.Content = new StringContent("<MPItemFeed xmlns=\"http://walmart.com/\"><MPItem><sku>NEW-3</sku></MPItem></MPItemFeed>", Encoding.UTF8, new MediaTypeHeaderValue("application/xml"));
        using var raw = await client.SendAsync(xml);
        Assert.Equal("NEW-3", Details(await ProcessedAsync(client, token, raw))[0].GetProperty("sku").GetString());
    }

    [Fact]
    public async Task A_price_feed_sets_its_prices_when_it_is_processed()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var posted = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/feeds?feedType=price", """{"Price":[{"sku":"SKU-000000","pricing":[{"currentPrice":{"currency":"USD","amount":4321.5}}]},{"sku":"NO-SUCH-SKU","pricing":[{"currentPrice":{"amount":1}}]},{"sku":"SKU-000001"}]}""");
        Assert.DoesNotContain("4321.5", (await client.GetJsonAsync(token, "/v3/items/SKU-000000")).GetRawText(), StringComparison.Ordinal);

        await ProcessedAsync(client, token, posted);

        Assert.Contains("4321.5", (await client.GetJsonAsync(token, "/v3/items/SKU-000000")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sellers_page_the_items_of_a_feed_by_offset_and_suppliers_by_cursor()
    {
        await using var client = await EmulatorClient.StartAsync();
        var skus = JsonSerializer.Serialize(new { Inventory = Enumerable.Range(0, 120).Select(index => new { sku = SampleData.Sku(index) }) });
        var token = await client.TokenAsync();
        using var posted = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/feeds?feedType=inventory", skus);
        var path = "/v3/feeds/" + Uri.EscapeDataString((await EmulatorClient.JsonAsync(posted)).GetProperty("feedId").GetString()!) + "?includeDetails=true";
        var last = await client.GetJsonAsync(token, path + "&offset=100&limit=50");
        Assert.Equal(20, Details(last).Length);
        Assert.False(last.TryGetProperty("nextCursor", out _));

        var supplier = client.Gateway.Supplier;
        var other = await client.TokenAsync(supplier, DefaultAccounts.SupplierProduction);
        using var sent = await client.SendAsync(EmulatorClient.WithBody(client.Call(other, "/v3/feeds?feedType=inventory", HttpMethod.Post, supplier), skus));
        var address = "/v3/feeds/" + Uri.EscapeDataString((await EmulatorClient.JsonAsync(sent)).GetProperty("feedId").GetString()!) + "?includeDetails=true";
        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            using var answer = await client.SendAsync(client.Call(other, address + (cursor is null ? "" : "&nextCursor=" + Uri.EscapeDataString(cursor)), site: supplier));
            var page = await EmulatorClient.JsonAsync(answer);
            seen.AddRange(Details(page).Select(item => item.GetProperty("sku").GetString()));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 120).Select(SampleData.Sku), seen);
    }

    [Fact]
    public async Task A_feed_needs_the_scope_of_its_type()
    {
        var account = DefaultAccounts.MarketplaceProduction with { Scopes = new Dictionary<string, string> { ["feeds"] = "full_access", ["item"] = "full_access" } };
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Default with { Accounts = [account] } });
        var token = await client.TokenAsync();
        using var items = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/feeds?feedType=RETIRE_ITEM", "{}");
        Assert.True(items.IsSuccessStatusCode);
        using var prices = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/feeds?feedType=PRICE_AND_PROMOTION", "{}");
        Assert.Equal("403 FORBIDDEN price", await EmulatorClient.ErrorAsync(prices));
    }

    private static async Task<JsonElement> ProcessedAsync(EmulatorClient client, string token, HttpResponseMessage posted)
    {
        var path = "/v3/feeds/" + Uri.EscapeDataString((await EmulatorClient.JsonAsync(posted)).GetProperty("feedId").GetString()!) + "?includeDetails=true";
        await client.GetJsonAsync(token, path);
        await client.GetJsonAsync(token, path);
        return await client.GetJsonAsync(token, path);
    }

    private static int Number(JsonElement feed, string name) => feed.GetProperty(name).GetInt32();

    private static JsonElement[] Details(JsonElement feed) => [.. feed.GetProperty("itemDetails").GetProperty("itemIngestionStatus").EnumerateArray()];
}
