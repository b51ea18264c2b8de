using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class RecordingTests
{
    [Fact]
    public async Task Credentials_are_recorded_as_hashes_only()
    {
        await using var client = await EmulatorClient.StartAsync();
        var provider = DefaultAccounts.SolutionProvider;
        using var renewed = await client.SendAsync(client.TokenRequest(
            client.Gateway.Marketplace, EmulatorClient.Basic(provider), "grant_type=refresh_token&refresh_token=" + provider.RefreshToken, ("WM_PARTNER.ID", provider.PartnerId)));
        var token = (await EmulatorClient.JsonAsync(renewed)).GetProperty("access_token").GetString()!;
        using var call = await client.GetAsync(token, "/v3/orders?limit=1", ("Authorization", "Bearer " + token));

        var records = client.Gateway.Received.Snapshot();
        var everything = JsonSerializer.Serialize(records);
        string[] secrets = [provider.ClientSecret, provider.RefreshToken!, token, EmulatorClient.Basic(provider)["Basic ".Length..]];
        Assert.DoesNotContain(secrets, everything.Contains);
        var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        Assert.Equal((hash, "Bearer " + hash), (records[1].Headers["wm_sec.access_token"], records[1].Headers["Authorization"]));
        Assert.StartsWith("Basic sha256:", records[0].Headers["Authorization"]);
        Assert.StartsWith("grant_type=refresh_token&refresh_token=sha256:", records[0].Body);
    }

    [Fact]
    public async Task A_record_holds_what_a_test_asks_for()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var call = await client.GetAsync(token, "/v3/items/WM%20SKU%2F000003?a=b%20c", ("Authorization", "Basic abc"));
        var record = client.Gateway.Received.Snapshot()[^1];
        Assert.Equal(("Marketplace", "GET", "/v3/items/WM%20SKU%2F000003", "a=b%20c", 200, "HTTP/1.1"), (record.Site, record.Method, record.Path, record.Query, record.StatusCode, record.Protocol));
        Assert.Equal("true", record.Headers["x-emulator-basic-on-call"]);
        Assert.False(client.Gateway.Received.Snapshot()[0].Headers.ContainsKey("x-emulator-basic-on-call"));
        Assert.Equal(record.Connection, client.Gateway.Received.Snapshot()[0].Connection);
    }

    [Fact]
    public async Task Binary_bodies_are_kept_and_large_ones_cut()
    {
        await using var client = await EmulatorClient.StartAsync();
        byte[] binary = [0xFF, 0x00, 0x80];
        await client.Http.PostAsync(new Uri(client.Gateway.Marketplace, "_emulator/reflect"), new ByteArrayContent(binary), TestContext.Current.CancellationToken);
        await client.Http.PostAsync(new Uri(client.Gateway.Marketplace, "_emulator/reflect"), new ByteArrayContent(Encoding.UTF8.GetBytes(new string('é', 5_000_000))), TestContext.Current.CancellationToken);
        var records = client.Gateway.Received.Snapshot();
        Assert.Equal("base64:" + Convert.ToBase64String(binary), records[0].Body);
        Assert.Equal((10_000_000L, 32 * 1024), (records[1].BodyLength, records[1].Body!.Length));
    }

    [Fact]
    public async Task The_record_is_a_ring_and_can_be_switched_off()
    {
        await using var client = await EmulatorClient.StartAsync();
        var received = client.Gateway.Received;
        received.Capacity = 3;
        var token = await client.TokenAsync();
        for (var call = 0; call < 4; call++)
        {
            using var answer = await client.GetAsync(token, "/v3/orders/" + SampleData.PurchaseOrderId(call));
        }

        Assert.Equal((3, 0, 3, 5L), (received.Count(), received.Count("POST", "/v3/token"), received.Count("GET", "/v3/orders/*"), received.Total));
        received.Clear();
        received.Enabled = false;
        await client.TokenAsync();
        Assert.Equal((0, 1L), (received.Count(), received.Total));
    }

    [Fact]
    public async Task Https_comes_with_its_certificate_and_with_http_2()
    {
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions { Https = true });
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == client.Gateway.Certificate!.GetCertHashString();
        using var http = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        await http.GetStringAsync(new Uri(client.Gateway.Marketplace, "_emulator/echo"), TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/2", client.Gateway.Received.Snapshot()[0].Protocol);
    }
}
