using System.Net;
using System.Text;

namespace WalmartAuth.Tests.Emulator;

/// <summary>Who may use the control address: programs and the emulator's own page, but no page of another site.</summary>
public sealed class ControlGuardTests
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
    private const string WindowsPowerShell = "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.26100.1";
    private const string PowerShell = "Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.26100; en-US) PowerShell/7.6.9";

    [Theory]
    [InlineData("curl/8.14.1")]
    [InlineData(WindowsPowerShell)]
    [InlineData(PowerShell)]
    [InlineData(null)]
    public async Task A_program_needs_no_header(string? agent) =>
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync("POST", "revoke", ("User-Agent", agent)));

    [Fact]
    public async Task The_page_itself_is_let_through() =>
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync("POST", "revoke", ("User-Agent", Browser), ("Origin", "own"), ("Sec-Fetch-Site", "same-origin"), ("X-Walmart-Emulator", "page")));

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost")]
    public async Task A_page_of_another_origin_is_refused(string origin)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("POST", "revoke", ("Origin", origin), ("X-Walmart-Emulator", "page")));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("GET", "events", ("Origin", origin)));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await SendAsync("OPTIONS", "revoke", ("Origin", origin), ("Access-Control-Request-Method", "POST")));
    }

    [Theory]
    [InlineData("Origin", "own")]
    [InlineData("Referer", "http://evil.example/")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("User-Agent", Browser)]
    public async Task A_form_cannot_send_what_a_browser_must(string name, string value)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("POST", "revoke", (name, value)));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("DELETE", "requests", (name, value)));
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example:5080", HttpStatusCode.Forbidden)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("emulator:5080", HttpStatusCode.OK)]
    [InlineData("host.docker.internal:5080", HttpStatusCode.OK)]
    public async Task A_name_of_the_internet_that_leads_here_is_refused(string host, HttpStatusCode expected) =>
        Assert.Equal(expected, await SendAsync("GET", "requests", ("Host", host)));

    [Theory]
    [InlineData("cross-site", "no-cors", HttpStatusCode.Forbidden)]
    [InlineData("same-site", "cors", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "navigate", HttpStatusCode.OK)]
    [InlineData("same-origin", "cors", HttpStatusCode.OK)]
    [InlineData("none", "navigate", HttpStatusCode.OK)]
    public async Task Another_site_may_link_here_and_not_read(string site, string mode, HttpStatusCode expected) =>
        Assert.Equal(expected, await SendAsync("GET", "requests", ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)));

    [Fact]
    public async Task A_refusal_changes_nothing_and_says_why()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var refused = await client.SendAsync(Request(client, "POST", "revoke", [("Origin", "https://evil.example")]));

        Assert.Contains("another site", (await EmulatorClient.JsonAsync(refused)).GetProperty("error").GetString());
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
        await client.GetJsonAsync(token, "/v3/orders?limit=1");
    }

    private static async Task<HttpStatusCode> SendAsync(string method, string what, params (string Name, string? Value)[] headers)
    {
        await using var client = await EmulatorClient.StartAsync();
        using var answer = await client.SendAsync(Request(client, method, what, headers));
        return answer.StatusCode;
    }

    private static HttpRequestMessage Request(EmulatorClient client, string method, string what, (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(client.Gateway.Marketplace, "_emulator/" + what));
        if (method == "POST")
        {
            request.Content = new StringContent("", Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        foreach (var (name, value) in headers)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value == "own" ? client.Gateway.Marketplace.GetLeftPart(UriPartial.Authority) : value);
            }
        }

        return request;
    }
}
