using System.Text.Json;
using WalmartAuth.Emulator;
using WalmartAuth.Emulator.Live;

namespace WalmartAuth.Tests.Emulator;

/// <summary>The events for the page, without a browser.</summary>
public sealed class LiveStreamTests
{
    [Fact]
    public async Task A_browser_gets_the_page_and_a_program_the_json()
    {
        await using var client = await EmulatorClient.StartAsync();
        using var page = await GetAsync(client, "/_emulator/", "text/html,application/xhtml+xml,*/*;q=0.8");
        using var json = await GetAsync(client, "/_emulator/", "*/*");

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal("application/json", json.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_page_may_load_nothing_and_run_its_own_script_only()
    {
        await using var client = await EmulatorClient.StartAsync();
        using var page = await GetAsync(client, "/_emulator/", "text/html");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("require-trusted-types-for 'script'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotContain("http:", policy);
        Assert.DoesNotContain("src=\"", html);
        string[] waysToMarkup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "setHTML", "https://", "http://"];
        Assert.DoesNotContain(waysToMarkup, html.Contains);
    }

    [Fact]
    public async Task A_call_comes_with_its_seller_its_token_and_its_correlation_id()
    {
        await using var client = await EmulatorClient.StartAsync();
        await using var events = await LiveEvents.OpenAsync(client);
        var token = await client.TokenAsync();
        client.Gateway.Revoke(token);
        using var refused = await client.GetAsync(token, "/v3/items/%3Cimg%20onerror%3D1%3E?a=b", ("WM_QOS.CORRELATION_ID", "one-call"));

        var call = await events.CallAsync(row => row.GetProperty("path").GetString()!.StartsWith("/v3/items", StringComparison.Ordinal));

        Assert.Equal("/v3/items/%3Cimg%20onerror%3D1%3E", call.GetProperty("path").GetString());
        Assert.Equal(
            ("marketplace-production", "GET", "a=b", 401, "Revoked", "one-call", "Marketplace"),
            (Text(call, "account"), Text(call, "method"), Text(call, "query"), call.GetProperty("status").GetInt32(), Text(call, "token"), Text(call, "correlation"), Text(call, "site")));
        Assert.True(call.GetProperty("ms").GetDouble() > 0);
    }

    [Fact]
    public async Task What_came_before_the_page_is_shown_too()
    {
        await using var client = await EmulatorClient.StartAsync();
        await client.GetJsonAsync(await client.TokenAsync(), "/v3/orders?limit=1");
        await using var events = await LiveEvents.OpenAsync(client);

        var hello = await events.NextAsync("hello");

        Assert.Equal(["/v3/token", "/v3/orders"], hello.GetProperty("rows").EnumerateArray().Select(row => Text(row, "path")));
        Assert.Equal((1, 1), (hello.GetProperty("seconds").EnumerateArray().Sum(second => second[1].GetInt32()), hello.GetProperty("seconds").EnumerateArray().Sum(second => second[2].GetInt32())));
    }

    [Fact]
    public async Task Tokens_buckets_and_faults_come_when_they_change()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.SetLimit("GET /v3/orders", new EndpointLimit { Size = 5, PerSecond = 0 });
        await using var events = await LiveEvents.OpenAsync(client);
        await client.GetJsonAsync(await client.TokenAsync(), "/v3/orders?limit=1");
        client.Gateway.Faults.Add(Fault.Status(503, "/v3/items").Always());

        var state = await events.NextAsync("state", state => state.GetProperty("faults").GetArrayLength() == 1);

        var token = Assert.Single(state.GetProperty("tokens").EnumerateArray());
        Assert.Equal(900_000, token.GetProperty("expires").GetInt64() - token.GetProperty("issued").GetInt64());
        var bucket = Assert.Single(state.GetProperty("buckets").EnumerateArray());
        Assert.Equal(("GET /v3/orders", 5, 4), (Text(bucket, "endpoint"), bucket.GetProperty("size").GetInt32(), bucket.GetProperty("level").GetInt32()));
        client.Gateway.RevokeAll();
        await events.NextAsync("state", state => state.GetProperty("tokens")[0].GetProperty("revoked").GetBoolean());
    }

    [Fact]
    public async Task No_event_holds_a_secret_or_a_token()
    {
        await using var client = await EmulatorClient.StartAsync();
        await using var events = await LiveEvents.OpenAsync(client);
        var provider = DefaultAccounts.SolutionProvider;
        using var renewed = await client.SendAsync(client.TokenRequest(
            client.Gateway.Marketplace, EmulatorClient.Basic(provider), "grant_type=refresh_token&refresh_token=" + provider.RefreshToken, ("WM_PARTNER.ID", provider.PartnerId)));
        var token = (await EmulatorClient.JsonAsync(renewed)).GetProperty("access_token").GetString()!;
        using var call = await client.GetAsync(token, "/v3/orders?limit=1&access_token=" + token, ("Authorization", "Bearer " + token));
        await events.CallAsync(row => Text(row, "path") == "/v3/orders");
        await events.NextAsync("state", state => state.GetProperty("received").GetInt32() == 2);
        using var accounts = await GetAsync(client, "/_emulator/accounts", "*/*");
        var everything = events.Everything + await accounts.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        string[] secrets = [provider.ClientSecret, provider.RefreshToken!, token, EmulatorClient.Basic(provider)["Basic ".Length..]];
        Assert.DoesNotContain(secrets, everything.Contains);
    }

    [Fact]
    public void A_page_that_does_not_read_delays_no_call_and_gets_the_number_of_missed_rows()
    {
        var listener = new LiveListener();
        var call = new LiveCall(1_000, "Marketplace", null, null, null, "GET", "/v3/orders", "", 429, 1, null);
        for (var i = 0; i < LiveListener.Capacity + 88; i++)
        {
            if (listener.Count(DateTimeOffset.FromUnixTimeSeconds(1), call.Path, call.Status))
            {
                listener.Add(call);
            }
        }

        var batch = listener.Take()!;

        Assert.Equal((LiveListener.Capacity, 88), (batch.Rows.Count, batch.Missed));
        Assert.Equal([1, LiveListener.Capacity + 88, 0, 0, LiveListener.Capacity + 88], Assert.Single(batch.Seconds));
        Assert.Null(listener.Take());
    }

    [Fact]
    public async Task A_page_that_was_closed_is_forgotten()
    {
        var state = new EmulatorState(EmulatorConfiguration.Default);
        using var closed = new CancellationTokenSource();
        var stream = new LiveStream(state).WriteAsync(new MemoryStream(), closed.Token);
        Assert.True(state.Live.IsWatched);

        await closed.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        Assert.False(state.Live.IsWatched);
    }

    [Fact]
    public async Task A_call_without_a_response_is_a_row_too()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        await using var events = await LiveEvents.OpenAsync(client);
        client.Gateway.Faults.Add(Fault.Of(FaultKind.Reset));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(token, "/v3/orders"));

        var call = await events.CallAsync(row => Text(row, "path") == "/v3/orders");

        Assert.Equal(0, call.GetProperty("status").GetInt32());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static Task<HttpResponseMessage> GetAsync(EmulatorClient client, string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.Gateway.Marketplace, path));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return client.SendAsync(request);
    }
}
