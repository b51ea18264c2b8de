using System.Net;
using System.Text;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class FaultTests
{
    [Fact]
    public async Task A_fault_strikes_where_when_and_as_often_as_it_says()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Status(503, "/v3/orders") with { Method = "GET", After = 1, Times = 2, Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } });
        var seen = new List<HttpStatusCode>();
        for (var call = 0; call < 4; call++)
        {
            using var other = await client.GetAsync(token, "/v3/items?limit=1");
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            using var answer = await client.GetAsync(token, "/v3/orders?limit=1");
            seen.Add(answer.StatusCode);
            Assert.Equal(answer.StatusCode == HttpStatusCode.OK, answer.Headers.RetryAfter is null);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], seen);
        Assert.Equal(2, Assert.Single(client.Gateway.Faults.Snapshot()).Hits);
    }

    [Fact]
    public async Task Held_requests_wait_until_they_are_released()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        var hold = client.Gateway.Faults.Hold("/v3/orders");
        var calls = Enumerable.Range(0, 8).Select(_ => client.GetAsync(token, "/v3/orders?limit=1")).ToArray();
        await hold.Arrived(8);
        Assert.DoesNotContain(calls, call => call.IsCompleted);
        Assert.Equal(8, client.Gateway.Received.Count("GET", "/v3/orders"));
        hold.Release();
        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Theory]
    [InlineData(FaultKind.Reset, false)]
    [InlineData(FaultKind.HalfBody, false)]
    [InlineData(FaultKind.Reset, true)]
    [InlineData(FaultKind.HalfBody, true)]
    public async Task Broken_connections_are_an_error_for_the_client_and_the_next_call_works(FaultKind kind, bool https)
    {
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions { Https = https });
        client.Http.DefaultRequestVersion = https ? HttpVersion.Version20 : HttpVersion.Version11;
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Of(kind, "/v3/orders").Always());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(token, "/v3/orders?limit=1"));
        client.Gateway.Faults.Clear();
        await client.GetJsonAsync(token, "/v3/orders?limit=1");
    }

    [Fact]
    public async Task A_good_token_can_be_refused_once_and_a_page_can_turn_to_html()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.Revoked401, "/v3/orders"), new Fault { Kind = FaultKind.Html, StatusCode = 403, PathPrefix = "/v3/items" });
        using var refused = await client.GetAsync(token, "/v3/orders?limit=1");
        using var page = await client.GetAsync(token, "/v3/items?limit=1");
        Assert.Equal("401 UNAUTHORIZED UNAUTHORIZED", await EmulatorClient.ErrorAsync(refused));
        Assert.Equal(("text/html", HttpStatusCode.Forbidden), (page.Content.Headers.ContentType!.MediaType, page.StatusCode));
        await client.GetJsonAsync(token, "/v3/orders?limit=1");
    }

    [Theory]
    [InlineData("utf-16", "application/json; charset=utf-16")]
    [InlineData("iso-8859-1", "application/json; charset=iso-8859-1")]
    [InlineData("none", "application/json")]
    public async Task A_body_can_come_in_another_charset(string charset, string type)
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.Charset, "/v3/items", charset));
        using var answer = await client.GetAsync(await client.TokenAsync(), "/v3/items/" + SampleData.Sku(1));
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Crème brûlée", (charset == "none" ? Encoding.UTF8 : Encoding.GetEncoding(charset)).GetString(bytes));
    }

    [Fact]
    public async Task Bodies_are_compressed_only_for_clients_that_accept_it()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.Gzip).Always());
        using var plain = await client.GetAsync(token, "/v3/orders?limit=1");
        using var packed = await client.GetAsync(token, "/v3/orders?limit=1", ("Accept-Encoding", "gzip, deflate"));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData(null, false, "^2$")]
    [InlineData(null, true, "^[A-Z][a-z]{2}, .* GMT$")]
    [InlineData("soon", false, "^soon$")]
    public async Task Retry_After_takes_every_form(string? value, bool asDate, string pattern)
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.Faults.Add(Fault.Status(429, "/v3/orders"), new Fault { Kind = FaultKind.RetryAfter, Milliseconds = 2000, AsDate = asDate, Value = value });
        using var answer = await client.GetAsync(await client.TokenAsync(), "/v3/orders");
        Assert.Matches(pattern, answer.Headers.NonValidated["Retry-After"].ToString());
    }

    [Fact]
    public async Task A_stream_without_a_length_can_break_too()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.HalfBody, "/_emulator/bytes"));
        var address = new Uri(client.Gateway.Files, "_emulator/bytes?count=300000&chunked=true");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Http.GetByteArrayAsync(address, TestContext.Current.CancellationToken));
        Assert.Equal(300_000, (await client.Http.GetByteArrayAsync(address, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task A_slow_body_arrives_completely()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.Faults.Add(new Fault { Kind = FaultKind.SlowBody, BytesPerSecond = 1_000_000, PathPrefix = "/v3/orders" });
        await client.GetJsonAsync(await client.TokenAsync(), "/v3/orders?limit=10");
    }

    [Fact]
    public async Task An_endpoint_can_be_deprecated_in_headers_of_every_form()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(
            Fault.Of(FaultKind.Deprecation, "/v3/orders"),
            Fault.Of(FaultKind.Deprecation, "/v3/items", "true"),
            Fault.Of(FaultKind.Deprecation, "/v3/returns") with { Headers = new Dictionary<string, string> { ["Sunset"] = "2027-01-01" } });
        using var orders = await client.GetAsync(token, "/v3/orders?limit=1");
        using var items = await client.GetAsync(token, "/v3/items?limit=1");
        using var returns = await client.GetAsync(token, "/v3/returns?limit=1");
        Assert.Matches("^@[0-9]+$", orders.Headers.GetValues("Deprecation").Single());
        Assert.Contains("rel=\"successor-version\"", orders.Headers.GetValues("Link").Single());
        Assert.Equal("true", items.Headers.GetValues("Deprecation").Single());
        Assert.Equal("2027-01-01", returns.Headers.GetValues("Sunset").Single());
        Assert.False(returns.Headers.Contains("Deprecation"));
    }
}
