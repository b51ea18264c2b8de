using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

/// <summary>An emulator and a plain HttpClient that sends exactly what a test specifies.</summary>
internal sealed class EmulatorClient : IAsyncDisposable
{
    private EmulatorClient(GatewayEmulator gateway)
    {
        Gateway = gateway;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
    }

    public GatewayEmulator Gateway { get; }

    public HttpClient Http { get; }

    public static async Task<EmulatorClient> StartAsync(EmulatorOptions? options = null) =>
        new(await GatewayEmulator.StartAsync(options, TestContext.Current.CancellationToken));

    public static string Basic(EmulatedAccount account) => Basic(account.ClientId, account.ClientSecret);

    public static string Basic(string id, string secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"));

    /// <summary>A complete token call; a header set to null is omitted.</summary>
    public HttpRequestMessage TokenRequest(Uri site, string authorization, string form = "grant_type=client_credentials", params (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site, "v3/token"))
        {
            Content = new StringContent(form, Encoding.UTF8, new MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return WithHeaders(request, headers);
    }

    public async Task<string> TokenAsync(Uri? site = null, EmulatedAccount? account = null)
    {
        using var answer = await SendAsync(TokenRequest(site ?? Gateway.Marketplace, Basic(account ?? DefaultAccounts.MarketplaceProduction)));
        Assert.True(answer.IsSuccessStatusCode, $"token call: {answer.StatusCode}");
        return (await JsonAsync(answer)).GetProperty("access_token").GetString()!;
    }

    /// <summary>A complete call.</summary>
    public HttpRequestMessage Call(string token, string path, HttpMethod? method = null, Uri? site = null, params (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri((site ?? Gateway.Marketplace).AbsoluteUri.TrimEnd('/') + path));
        request.Headers.TryAddWithoutValidation("WM_SEC.ACCESS_TOKEN", token);
        return WithHeaders(request, headers);
    }

    public Task<HttpResponseMessage> GetAsync(string token, string path, params (string Name, string? Value)[] headers) =>
        SendAsync(Call(token, path, headers: headers));

    public async Task<JsonElement> GetJsonAsync(string token, string path)
    {
        using var answer = await GetAsync(token, path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await JsonAsync(answer);
    }

    public Task<HttpResponseMessage> SendJsonAsync(string token, HttpMethod method, string path, string json) =>
        SendAsync(WithBody(Call(token, path, method), json));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => Http.SendAsync(request, TestContext.Current.CancellationToken);

    public static HttpRequestMessage WithBody(HttpRequestMessage request, string json)
    {
        request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return request;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>Status, and code and field of the first entry, as in <c>401 UNAUTHORIZED UNAUTHORIZED</c>.</summary>
    public static async Task<string> ErrorAsync(HttpResponseMessage answer)
    {
        var entry = (await JsonAsync(answer)).GetProperty("error")[0];
        return $"{(int)answer.StatusCode} {entry.GetProperty("code").GetString()!.Split('.')[0]} {entry.GetProperty("field").GetString()}".TrimEnd();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Gateway.DisposeAsync();
    }

    private static HttpRequestMessage WithHeaders(HttpRequestMessage request, (string Name, string? Value)[] headers)
    {
        (string Name, string? Value)[] usual =
            [("Accept", "application/json"), ("WM_SVC.NAME", "Walmart Marketplace"), ("WM_QOS.CORRELATION_ID", Guid.NewGuid().ToString())];
        foreach (var (name, value) in usual.Where(header => headers.All(own => own.Name != header.Name)).Concat(headers))
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}
