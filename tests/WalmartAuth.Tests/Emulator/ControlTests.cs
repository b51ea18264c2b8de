using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class ControlTests
{
    [Fact]
    public async Task Faults_are_switched_on_and_off_from_outside()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        Assert.Equal(HttpStatusCode.NoContent, await ControlAsync(client, "POST", "faults", """[{"kind":"status","statusCode":423,"pathPrefix":"/v3/orders","times":null}]"""));
        using var locked = await client.GetAsync(token, "/v3/orders");
        Assert.Equal("423 RESOURCE_IS_LOCKED", await EmulatorClient.ErrorAsync(locked));
        Assert.Equal(HttpStatusCode.NoContent, await ControlAsync(client, "DELETE", "faults"));
        await client.GetJsonAsync(token, "/v3/orders");
        Assert.Equal(HttpStatusCode.BadRequest, await ControlAsync(client, "POST", "faults", """{"kind":"Nonsense"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await ControlAsync(client, "POST", "faults", """{"kind":"Hold"}"""));
    }

    [Fact]
    public async Task Lifetime_clock_revocation_and_rotation_work_from_outside()
    {
        await using var client = await EmulatorClient.StartAsync();
        await ControlAsync(client, "PUT", "settings", """{"tokenLifetimeSeconds":60,"clockOffsetSeconds":3600}""");
        using var answer = await client.SendAsync(client.TokenRequest(client.Gateway.Marketplace, EmulatorClient.Basic(DefaultAccounts.MarketplaceProduction)));
        Assert.Equal(60, (await EmulatorClient.JsonAsync(answer)).GetProperty("expires_in").GetInt32());
        Assert.InRange(answer.Headers.Date!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));

        var token = await client.TokenAsync();
        await ControlAsync(client, "POST", "revoke", "");
        using var refused = await client.GetAsync(token, "/v3/orders");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        var id = DefaultAccounts.MarketplaceProduction.ClientId;
        await ControlAsync(client, "POST", "rotate", $$"""{"clientId":"{{id}}","newSecret":"next"}""");
        using var rotated = await client.SendAsync(client.TokenRequest(client.Gateway.Marketplace, EmulatorClient.Basic(id, "next")));
        Assert.Equal(HttpStatusCode.OK, rotated.StatusCode);
    }

    [Fact]
    public async Task The_record_can_be_read_and_does_not_hold_the_reading()
    {
        await using var client = await EmulatorClient.StartAsync();
        await client.TokenAsync();
        var address = new Uri(client.Gateway.Supplier, "_emulator/requests");
        var records = await client.Http.GetFromJsonAsync<JsonElement>(address, TestContext.Current.CancellationToken);
        var record = Assert.Single(records.EnumerateArray());
        Assert.Equal("/v3/token", record.GetProperty("path").GetString());
        await ControlAsync(client, "DELETE", "requests");
        Assert.Equal("[]", await client.Http.GetStringAsync(address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_index_says_what_there_is()
    {
        await using var client = await EmulatorClient.StartAsync();
        var index = await client.Http.GetStringAsync(new Uri(client.Gateway.Files, "_emulator/"), TestContext.Current.CancellationToken);
        Assert.Contains("POST /_emulator/faults", index);
        Assert.Contains(client.Gateway.Sandbox.AbsoluteUri, index);
    }

    [Fact]
    public async Task Faults_of_one_kind_are_switched_off_and_the_others_stay()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.Faults.Add(Fault.Status(503), Fault.Status(500, "/v3/items"), Fault.Of(FaultKind.Gzip));

        Assert.Equal(HttpStatusCode.NoContent, await ControlAsync(client, "DELETE", "faults?kind=Status"));
        Assert.Equal(FaultKind.Gzip, Assert.Single(client.Gateway.Faults.Snapshot()).Fault.Kind);
        Assert.Equal(HttpStatusCode.BadRequest, await ControlAsync(client, "DELETE", "faults?kind=Nonsense"));
        Assert.Equal(HttpStatusCode.BadRequest, await ControlAsync(client, "DELETE", "faults?kind=Hold"));
    }

    [Fact]
    public async Task One_token_or_every_token_expires_on_demand()
    {
        await using var client = await EmulatorClient.StartAsync();
        var (first, second) = (await client.TokenAsync(), await client.TokenAsync());
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(first)))[..8];

        await ControlAsync(client, "POST", "expire", $$"""{"tokenId":"{{id}}"}""");
        using var expired = await client.GetAsync(first, "/v3/orders?limit=1");
        using var good = await client.GetAsync(second, "/v3/orders?limit=1");
        await ControlAsync(client, "POST", "expire", "");
        using var all = await client.GetAsync(second, "/v3/orders?limit=1");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (expired.StatusCode, good.StatusCode, all.StatusCode));
        Assert.Equal(TokenState.Expired, client.Gateway.Received.Snapshot()[^1].TokenState);
    }

    [Fact]
    public async Task One_token_is_revoked_by_its_id()
    {
        await using var client = await EmulatorClient.StartAsync();
        var (first, second) = (await client.TokenAsync(), await client.TokenAsync());

        await ControlAsync(client, "POST", "revoke", $$"""{"tokenId":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(first)))[..8]}}"}""");

        using var revoked = await client.GetAsync(first, "/v3/orders?limit=1");
        using var good = await client.GetAsync(second, "/v3/orders?limit=1");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (revoked.StatusCode, good.StatusCode));
    }

    [Fact]
    public async Task No_fault_touches_the_control_address()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.Charset, value: "utf-16").Always(), new Fault { Kind = FaultKind.SlowBody, BytesPerSecond = 1, Times = null });

        var index = await client.Http.GetStringAsync(new Uri(client.Gateway.Marketplace, "_emulator/"), TestContext.Current.CancellationToken);

        Assert.StartsWith("{", index);
        Assert.All(client.Gateway.Faults.Snapshot(), planned => Assert.Equal(0, planned.Hits));
    }

    [Fact]
    public async Task Each_account_has_the_line_that_connects_it()
    {
        await using var client = await EmulatorClient.StartAsync();
        var accounts = await client.Http.GetFromJsonAsync<JsonElement>(new Uri(client.Gateway.Marketplace, "_emulator/accounts"), TestContext.Current.CancellationToken);

        var lines = accounts.EnumerateArray().Select(account => account.GetProperty("connect").GetString()!).ToList();

        Assert.Equal(DefaultAccounts.All.Count, lines.Count);
        Assert.Contains($"Connect-Walmart -BaseUri {client.Gateway.Sandbox.AbsoluteUri.TrimEnd('/')} -Program Supplier -Environment Sandbox -Credential (Get-Credential {DefaultAccounts.SupplierSandbox.ClientId})", lines);
        Assert.Contains(lines, line => line.Contains($"-ChannelType {DefaultAccounts.ChannelBound.ChannelType} ", StringComparison.Ordinal));
    }

    private static async Task<HttpStatusCode> ControlAsync(EmulatorClient client, string method, string what, string? json = null)
    {
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(client.Gateway.Marketplace, "_emulator/" + what))
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        });
        return answer.StatusCode;
    }
}
