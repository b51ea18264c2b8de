using System.Net;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class EmulatedCallTests
{
    [Fact]
    public async Task A_dead_token_is_one_plain_401_whatever_killed_it()
    {
        await using var client = await EmulatorClient.StartAsync();
        var gateway = client.Gateway;
        var answers = new List<string>();
        answers.Add(await SayAsync("nonsense"));
        answers.Add(await SayAsync(await client.TokenAsync(gateway.Sandbox, DefaultAccounts.MarketplaceSandbox)));
        var revoked = await client.TokenAsync();
        gateway.Revoke(revoked);
        answers.Add(await SayAsync(revoked));
        var expired = await client.TokenAsync();
        gateway.ClockOffset = TimeSpan.FromSeconds(901);
        answers.Add(await SayAsync(expired));
        using var bearer = await client.SendAsync(client.Call("", "/v3/orders", headers: ("Authorization", "Bearer " + await client.TokenAsync())));
        answers.Add($"{(int)bearer.StatusCode} {await bearer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        Assert.StartsWith("401 ", answers[0]);
        Assert.Single(answers.Distinct());

        async Task<string> SayAsync(string token)
        {
            using var answer = await client.GetAsync(token, "/v3/orders");
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
        }
    }

    [Fact]
    public async Task Two_tokens_of_one_client_are_good_at_once()
    {
        await using var client = await EmulatorClient.StartAsync();
        var (first, second) = (await client.TokenAsync(), await client.TokenAsync());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(first, "/v3/orders?limit=1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(second, "/v3/orders?limit=1")).StatusCode);
    }

    [Fact]
    public async Task A_call_without_its_headers_is_a_400_that_names_them()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var service = await client.GetAsync(token, "/v3/orders", ("WM_SVC.NAME", null));
        using var correlation = await client.GetAsync(token, "/v3/orders", ("WM_QOS.CORRELATION_ID", null));
        Assert.Equal("400 INVALID_REQUEST_HEADER WM_SVC.NAME", await EmulatorClient.ErrorAsync(service));
        Assert.Equal("400 INVALID_REQUEST_HEADER WM_QOS.CORRELATION_ID", await EmulatorClient.ErrorAsync(correlation));
    }

    [Fact]
    public async Task Scopes_decide_what_a_client_may_read_and_write()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync(account: DefaultAccounts.Restricted);
        using var read = await client.GetAsync(token, "/v3/orders/" + SampleData.PurchaseOrderId(0));
        using var write = await client.SendJsonAsync(token, HttpMethod.Post, $"/v3/orders/{SampleData.PurchaseOrderId(0)}/acknowledge", "{}");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal("403 FORBIDDEN orders", await EmulatorClient.ErrorAsync(write));
        var detail = await client.GetJsonAsync(token, "/v3/token/detail");
        Assert.Equal("view_only", detail.GetProperty("scopes").GetProperty("orders").GetString());
    }

    [Fact]
    public async Task A_missing_channel_is_a_403_and_token_detail_says_so()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync(account: DefaultAccounts.ChannelBound);
        using var without = await client.GetAsync(token, "/v3/orders");
        using var with = await client.GetAsync(token, "/v3/orders", ("WM_CONSUMER.CHANNEL.TYPE", DefaultAccounts.Channel));
        Assert.Equal("403 FORBIDDEN WM_CONSUMER.CHANNEL.TYPE", await EmulatorClient.ErrorAsync(without));
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.False((await client.GetJsonAsync(token, "/v3/token/detail")).GetProperty("is_channel_match").GetBoolean());
    }

    [Fact]
    public async Task Token_detail_gives_times_as_text_and_is_not_there_for_suppliers()
    {
        await using var client = await EmulatorClient.StartAsync();
        var detail = await client.GetJsonAsync(await client.TokenAsync(), "/v3/token/detail");
        var life = long.Parse(detail.GetProperty("expire_at").GetString()!) - long.Parse(detail.GetProperty("issued_at").GetString()!);
        Assert.Equal(900_000, life);
        var supplier = await client.TokenAsync(client.Gateway.Supplier, DefaultAccounts.SupplierProduction);
        using var answer = await client.SendAsync(client.Call(supplier, "/v3/token/detail", site: client.Gateway.Supplier));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("No static resource v3/token/detail.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("GET", "/v3/orders/1", "404 CONTENT_NOT_FOUND purchaseOrderId")]
    [InlineData("DELETE", "/v3/orders", "405 METHOD_NOT_ALLOWED Method")]
    [InlineData("GET", "/v3/orders?limit=0", "400 INVALID_REQUEST limit")]
    public async Task What_is_not_there_has_its_own_answer(string method, string path, string error)
    {
        await using var client = await EmulatorClient.StartAsync();
        using var answer = await client.SendAsync(client.Call(await client.TokenAsync(), path, new HttpMethod(method)));
        Assert.Equal(error, await EmulatorClient.ErrorAsync(answer));
    }

    [Fact]
    public async Task Types_that_do_not_fit_are_a_406_and_a_415()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var xml = await client.GetAsync(token, "/v3/orders", ("Accept", "application/xml"));
        Assert.Equal("406 INVALID_ACCEPT_TYPE Accept", await EmulatorClient.ErrorAsync(xml));
        var request = client.Call(token, "/v3/price", HttpMethod.Put);
        request.Content = new StringContent("sku=1");
        using var text = await client.SendAsync(request);
        Assert.Equal("415 UNSUPPORTED_MEDIA_TYPE Content-Type", await EmulatorClient.ErrorAsync(text));
    }

    [Fact]
    public async Task Skus_with_spaces_and_slashes_are_found_when_escaped()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        foreach (var index in new[] { 3, 7, 8 })
        {
            var item = await client.GetJsonAsync(token, "/v3/items/" + Uri.EscapeDataString(SampleData.Sku(index)));
            Assert.Equal(SampleData.Sku(index), item.GetProperty("ItemResponse")[0].GetProperty("sku").GetString());
        }

        using var unescaped = await client.GetAsync(token, "/v3/items/" + SampleData.Sku(3));
        Assert.Equal(HttpStatusCode.NotFound, unescaped.StatusCode);
    }

    [Fact]
    public async Task Writes_show_in_later_reads()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var sku = Uri.EscapeDataString(SampleData.Sku(3));
        (await client.SendJsonAsync(token, HttpMethod.Put, "/v3/inventory?sku=" + sku, """{"quantity":{"unit":"EACH","amount":41}}""")).EnsureSuccessStatusCode();
        (await client.SendJsonAsync(token, HttpMethod.Put, "/v3/price", $$$"""{"sku":"{{{SampleData.Sku(3)}}}","pricing":[{"currentPrice":{"currency":"USD","amount":12.34}}]}""")).EnsureSuccessStatusCode();
        Assert.Equal(SampleData.PurchaseOrderId(0), await FirstReleasedAsync());
        (await client.SendJsonAsync(token, HttpMethod.Post, $"/v3/orders/{SampleData.PurchaseOrderId(0)}/acknowledge", "")).EnsureSuccessStatusCode();
        Assert.Equal(41, (await client.GetJsonAsync(token, "/v3/inventory?sku=" + sku)).GetProperty("quantity").GetProperty("amount").GetInt32());
        Assert.Equal(12.34m, (await client.GetJsonAsync(token, "/v3/items/" + sku)).GetProperty("ItemResponse")[0].GetProperty("price").GetProperty("amount").GetDecimal());
        Assert.Equal(SampleData.PurchaseOrderId(4), await FirstReleasedAsync());

        async Task<string?> FirstReleasedAsync() =>
            (await client.GetJsonAsync(token, "/v3/orders/released?limit=1")).GetProperty("list").GetProperty("elements").GetProperty("order")[0].GetProperty("purchaseOrderId").GetString();
    }

    [Fact]
    public async Task Parameters_in_the_body_find_no_route_and_missing_nodes_make_a_206()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var inBody = await client.SendJsonAsync(token, HttpMethod.Put, "/v3/inventory", $$$"""{"sku":"{{{SampleData.Sku(0)}}}","quantity":{"amount":1}}""");
        Assert.Equal("No static resource v3/inventory.", await inBody.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var partial = await client.GetAsync(token, $"/v3/inventories/{SampleData.Sku(0)}?shipNode=10001&shipNode=nowhere");
        Assert.Equal(HttpStatusCode.PartialContent, partial.StatusCode);
        Assert.Single((await EmulatorClient.JsonAsync(partial)).GetProperty("nodes").EnumerateArray());
    }
}
