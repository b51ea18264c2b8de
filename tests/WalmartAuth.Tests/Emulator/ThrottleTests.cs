using System.Globalization;
using System.Net;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class ThrottleTests
{
    [Fact]
    public async Task An_empty_bucket_is_a_429_and_refills_one_call_at_a_time()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.SetLimit("GET /v3/orders", new EndpointLimit { Size = 2, PerSecond = 1.0 / 180 });
        var token = await client.TokenAsync();
        using var first = await client.GetAsync(token, "/v3/orders?limit=1");
        Assert.Equal("1", Header(first, "X-Current-Token-Count"));
        using var second = await client.GetAsync(token, "/v3/orders?limit=1");
        using var third = await client.GetAsync(token, "/v3/orders?limit=1");
        Assert.Equal("429 REQUEST_THRESHOLD_VIOLATED", await EmulatorClient.ErrorAsync(third));
        var wait = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Header(third, "X-Next-Replenishment-Time"), CultureInfo.InvariantCulture)) - DateTimeOffset.UtcNow;
        Assert.InRange(wait.TotalSeconds, 120, 180);
        using var other = await client.GetAsync(token, "/v3/orders/" + SampleData.PurchaseOrderId(1));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        client.Gateway.ClockOffset = TimeSpan.FromSeconds(181);
        using var later = await client.GetAsync(token, "/v3/orders?limit=1");
        using var tooMuch = await client.GetAsync(token, "/v3/orders?limit=1");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (later.StatusCode, tooMuch.StatusCode));
    }

    [Theory]
    [InlineData(ReplenishmentFormat.EpochSeconds, null, "^[0-9]{10}$")]
    [InlineData(ReplenishmentFormat.EpochMilliseconds, "x-next-replenish-time", "^[0-9]{13}$")]
    [InlineData(ReplenishmentFormat.DeltaSeconds, null, "^[0-9]{1,5}$")]
    [InlineData(ReplenishmentFormat.Iso8601, null, "^20[0-9-]+T[0-9:.]+Z$")]
    [InlineData(ReplenishmentFormat.Garbage, null, "^[a-z ]+$")]
    public async Task The_replenishment_time_takes_every_form(ReplenishmentFormat format, string? name, string pattern)
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.Faults.Add(new Fault { Kind = FaultKind.ReplenishmentFormat, Format = format, Value = name });
        using var answer = await client.GetAsync(await client.TokenAsync(), "/v3/orders?limit=1");
        Assert.Matches(pattern, Header(answer, name ?? "X-Next-Replenishment-Time"));
    }

    [Fact]
    public async Task Feed_posts_say_when_to_come_back_and_reports_are_counted_by_type()
    {
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.Default with { Limits = DocumentedLimits.All },
        });
        var token = await client.TokenAsync();
        HttpResponseMessage answer;
        do
        {
            answer = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/feeds?feedType=PRICE", "{}");
        }
        while (answer.IsSuccessStatusCode);
        Assert.Equal(11, client.Gateway.Received.Count("POST", "/v3/feeds"));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 300, 360);

        var seen = new List<HttpStatusCode>();
        foreach (var type in new[] { "ITEM", "INVENTORY", "ITEM" })
        {
            using var report = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/reports/reportRequests?reportType=" + type, "{}");
            seen.Add(report.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], seen);
    }

    [Fact]
    public async Task Every_published_limit_is_of_an_endpoint_that_exists()
    {
        await using var gateway = await GatewayEmulator.StartAsync(ct: TestContext.Current.CancellationToken);
        Assert.Empty(DocumentedLimits.All.Keys.Except(gateway.Routes().Select(route => route.Key)));
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
