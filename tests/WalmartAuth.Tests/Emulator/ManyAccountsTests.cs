using System.Net;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

/// <summary>Many accounts: each with its own credential, rows, limits and recorded requests.</summary>
public sealed class ManyAccountsTests
{
    private static readonly EmulatorOptions Forty = new() { Configuration = EmulatorConfiguration.Default with { Shops = 40, DeadShops = [7, 23] } };

    [Fact]
    public async Task Forty_shops_have_their_own_orders_and_prices()
    {
        await using var client = await EmulatorClient.StartAsync(Forty);
        var seen = new HashSet<string?>();
        foreach (var number in Enumerable.Range(1, 40).Except([7, 23]))
        {
            var token = await client.TokenAsync(account: DefaultAccounts.Shop(number));
            var order = (await client.GetJsonAsync(token, "/v3/orders?limit=1")).GetProperty("list").GetProperty("elements").GetProperty("order")[0];
            Assert.Equal(SampleData.PurchaseOrderId(0, number), order.GetProperty("purchaseOrderId").GetString());
            seen.Add(order.GetProperty("orderLines").GetProperty("orderLine")[0].GetProperty("charges").GetProperty("charge")[0].GetProperty("chargeAmount").GetProperty("amount").ToString());
            using var foreign = await client.GetAsync(token, "/v3/orders/" + SampleData.PurchaseOrderId(0, number - 1));
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        }

        Assert.Equal(38, seen.Count);
    }

    [Fact]
    public async Task What_one_shop_changes_the_others_do_not_see()
    {
        await using var client = await EmulatorClient.StartAsync(Forty);
        var (first, second) = (await client.TokenAsync(account: DefaultAccounts.Shop(1)), await client.TokenAsync(account: DefaultAccounts.Shop(2)));
        var before = (await client.GetJsonAsync(second, "/v3/orders/released")).GetProperty("list").GetProperty("meta").GetProperty("totalCount").GetInt32();
        (await client.SendJsonAsync(first, HttpMethod.Post, $"/v3/orders/{SampleData.PurchaseOrderId(0, 1)}/acknowledge", "{}")).EnsureSuccessStatusCode();
        Assert.Equal(before - 1, (await client.GetJsonAsync(first, "/v3/orders/released")).GetProperty("list").GetProperty("meta").GetProperty("totalCount").GetInt32());
        Assert.Equal(before, (await client.GetJsonAsync(second, "/v3/orders/released")).GetProperty("list").GetProperty("meta").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task A_dead_shop_is_rejected_and_the_others_are_not()
    {
        await using var client = await EmulatorClient.StartAsync(Forty);
        using var dead = await client.SendAsync(client.TokenRequest(client.Gateway.Marketplace, EmulatorClient.Basic(DefaultAccounts.Shop(7))));
        Assert.Equal(HttpStatusCode.Unauthorized, dead.StatusCode);
        await client.TokenAsync(account: DefaultAccounts.Shop(8));
        Assert.Equal(["shop-07", "shop-08"], client.Gateway.Received.Snapshot().Select(request => request.Account));
    }

    [Fact]
    public async Task Each_shop_empties_its_own_bucket_and_an_account_may_have_its_own_limit()
    {
        var slow = DefaultAccounts.Shop(99) with { Name = "slow", Limits = new Dictionary<string, EndpointLimit> { ["GET /v3/orders"] = new() { Size = 1, PerSecond = 0 } } };
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Default with { Shops = 2, Accounts = [slow] } });
        client.Gateway.SetLimit("GET /v3/orders", new EndpointLimit { Size = 2, PerSecond = 0 });
        Assert.Equal((200, 429), await StatusesAsync(slow));
        Assert.Equal((200, 200), await StatusesAsync(DefaultAccounts.Shop(1)));
        Assert.Equal((200, 200), await StatusesAsync(DefaultAccounts.Shop(2)));

        async Task<(int, int)> StatusesAsync(EmulatedAccount account)
        {
            var token = await client.TokenAsync(account: account);
            using var first = await client.GetAsync(token, "/v3/orders?limit=1");
            using var second = await client.GetAsync(token, "/v3/orders?limit=1");
            return ((int)first.StatusCode, (int)second.StatusCode);
        }
    }

    [Fact]
    public async Task An_account_may_have_its_own_number_of_rows()
    {
        var small = DefaultAccounts.Shop(5) with { Seeds = new SeedSizes { Orders = 3 } };
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Default with { Accounts = [small, DefaultAccounts.Shop(6)] } });
        Assert.Equal((3, 250), (await OrdersAsync(small), await OrdersAsync(DefaultAccounts.Shop(6))));

        async Task<int> OrdersAsync(EmulatedAccount account) =>
            (await client.GetJsonAsync(await client.TokenAsync(account: account), "/v3/orders?limit=1")).GetProperty("list").GetProperty("meta").GetProperty("totalCount").GetInt32();
    }

    [Fact]
    public async Task A_fault_can_strike_one_account_and_the_record_says_whose_call_it_was_and_what_its_token_was_worth()
    {
        await using var client = await EmulatorClient.StartAsync(Forty);
        client.Gateway.Faults.Add(Fault.Status(503, "/v3/orders") with { Account = "shop-02", Times = null });
        var (first, second) = (await client.TokenAsync(account: DefaultAccounts.Shop(1)), await client.TokenAsync(account: DefaultAccounts.Shop(2)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(first, "/v3/orders?limit=1")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync(second, "/v3/orders?limit=1")).StatusCode);
        client.Gateway.Revoke(first);
        await client.GetAsync(first, "/v3/orders?limit=1");
        await client.SendAsync(client.Call(second, "/v3/orders?limit=1", site: client.Gateway.Sandbox));
        await client.GetAsync("nonsense", "/v3/orders?limit=1");
        client.Gateway.ClockOffset = TimeSpan.FromHours(1);
        await client.GetAsync(second, "/v3/items?limit=1");

        Assert.Equal(
            [("shop-01", TokenState.Good), ("shop-02", TokenState.Good), ("shop-01", TokenState.Revoked), ("shop-02", TokenState.OtherHost), (null, TokenState.Unknown), ("shop-02", TokenState.Expired)],
            client.Gateway.Received.Snapshot().Where(request => request.Path != "/v3/token").Select(request => (request.Account, request.TokenState!.Value)));
    }

    [Fact]
    public async Task Shops_come_from_the_configuration_file_and_are_in_the_control_responses()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{ "shops": 3, "deadShops": [2], "seeds": { "orders": 5 } }""", TestContext.Current.CancellationToken);
        var configuration = EmulatorConfiguration.Load(file);
        File.Delete(file);
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions { Configuration = configuration });
        using var accounts = JsonDocument.Parse(await client.Http.GetStringAsync(new Uri(client.Gateway.Marketplace, "_emulator/accounts"), TestContext.Current.CancellationToken));
        var shops = accounts.RootElement.EnumerateArray().Where(account => account.GetProperty("shop").GetInt32() > 0).ToList();
        Assert.Equal(["shop-01", "shop-02", "shop-03"], shops.Select(shop => shop.GetProperty("name").GetString()));
        Assert.Equal([false, true, false], shops.Select(shop => shop.GetProperty("dead").GetBoolean()));
        Assert.DoesNotContain(DefaultAccounts.Shop(1).ClientSecret, accounts.RootElement.ToString(), StringComparison.Ordinal);
        var token = await client.TokenAsync(account: DefaultAccounts.Shop(3));
        Assert.Equal(5, (await client.GetJsonAsync(token, "/v3/orders")).GetProperty("list").GetProperty("meta").GetProperty("totalCount").GetInt32());
    }
}
