using System.Net;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

/// <summary>The item calls other than the list: separate routes, retirement, and calls with fixed responses.</summary>
public sealed class ItemCallTests
{
    [Theory]
    [InlineData("GET", "/v3/items/taxonomy", "payload")]
    [InlineData("GET", "/v3/items/count?status=PUBLISHED", "payload")]
    [InlineData("GET", "/v3/items/walmart/search?query=kettle", "items")]
    [InlineData("POST", "/v3/items/spec", "schema")]
    public async Task Other_item_routes_are_not_SKUs(string method, string path, string member)
    {
        await using var client = await EmulatorClient.StartAsync();
        using var answer = await client.SendJsonAsync(await client.TokenAsync(), new HttpMethod(method), path, """{"feedType":"MP_ITEM","version":"5.0","productTypes":["Kettles"]}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True((await EmulatorClient.JsonAsync(answer)).TryGetProperty(member, out _));
    }

    [Fact]
    public async Task The_old_taxonomy_is_no_longer_served()
    {
        await using var client = await EmulatorClient.StartAsync();
        using var answer = await client.GetAsync(await client.TokenAsync(), "/v3/taxonomy");
        Assert.Equal("No static resource v3/taxonomy.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_retired_item_leaves_the_list_and_can_still_be_requested()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var retired = await client.SendAsync(client.Call(token, "/v3/items/" + SampleData.Sku(0), HttpMethod.Delete));
        Assert.Equal(SampleData.Sku(0), (await EmulatorClient.JsonAsync(retired)).GetProperty("sku").GetString());

        var list = await client.GetJsonAsync(token, "/v3/items?limit=1");
        Assert.Equal((499, SampleData.Sku(1)), (list.GetProperty("totalItems").GetInt32(), list.GetProperty("ItemResponse")[0].GetProperty("sku").GetString()));
        var gone = await client.GetJsonAsync(token, "/v3/items?lifecycleStatus=RETIRED");
        Assert.Equal(SampleData.Sku(0), Assert.Single(gone.GetProperty("ItemResponse").EnumerateArray()).GetProperty("sku").GetString());
        var one = await client.GetJsonAsync(token, "/v3/items/" + SampleData.Sku(0));
        Assert.Equal("UNPUBLISHED", one.GetProperty("ItemResponse")[0].GetProperty("publishedStatus").GetString());
    }

    [Fact]
    public async Task Calls_with_fixed_answers_need_a_token_and_give_what_the_file_says()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var file = typeof(GatewayEmulator).Assembly.GetManifestResourceStream("FixedAnswers.json")!;
        var answers = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(file)!;
        Assert.True(answers.Count > 70);
        foreach (var (key, expected) in answers)
        {
            var (method, path) = (key.Split(' ')[0], key.Split(' ')[1].Replace("{", "x", StringComparison.Ordinal).Replace("}", "x", StringComparison.Ordinal));
            using var refused = await client.SendAsync(client.Call("", path, new HttpMethod(method)));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            using var answer = await client.SendAsync(client.Call(token, path, new HttpMethod(method)));
            Assert.True(answer.IsSuccessStatusCode, key);
            Assert.Equal(expected.ValueKind == JsonValueKind.String, answer.Content.Headers.ContentType!.MediaType == "application/octet-stream");
        }
    }

    [Fact]
    public async Task Amounts_are_set_for_each_ship_node()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var set = await client.SendJsonAsync(token, HttpMethod.Put, "/v3/inventories/" + SampleData.Sku(0), """{"inventories":{"nodes":[{"shipNode":"10002","inputQty":{"unit":"EACH","amount":7}}]}}""");
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        var nodes = (await client.GetJsonAsync(token, "/v3/inventories/" + SampleData.Sku(0))).GetProperty("nodes");
        Assert.Equal((0, 7), (nodes[0].GetProperty("inputQty").GetProperty("amount").GetInt32(), nodes[1].GetProperty("inputQty").GetProperty("amount").GetInt32()));
    }
}
