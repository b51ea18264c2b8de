using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using WalmartAuth.Benchmarks.Infrastructure;
using WalmartAuth.Http;
using WalmartAuth.Json;

namespace WalmartAuth.Benchmarks.Calls;

/// <summary>
/// The lower bound: a bare HttpClient with the headers, the HTTP version and the JSON reader of the module,
/// so the difference is the module's own work for a call.
/// </summary>
internal sealed class BareClient(Uri address, string token) : IDisposable
{
    private readonly HttpClient client = new(TrustingHandlers.CreateHandler(ProxySettings.Default));

    public async Task<object?> GetAsync(string path)
    {
        using var response = await SendAsync(path, HttpCompletionOption.ResponseContentRead).ConfigureAwait(false);
        return JsonReader.ReadForPowerShell(await response.Content.ReadAsStringAsync().ConfigureAwait(false), asHashtable: false);
    }

    public async Task DownloadAsync(string path, string file)
    {
        using var response = await SendAsync(path, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        await using var stream = File.Create(file);
        await response.Content.CopyToAsync(stream).ConfigureAwait(false);
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string path, HttpCompletionOption completion)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path)) { Version = HttpVersion.Version20 };
        message.Headers.TryAddWithoutValidation("WM_SVC.NAME", "Walmart Marketplace");
        message.Headers.TryAddWithoutValidation("WM_QOS.CORRELATION_ID", Guid.NewGuid().ToString());
        message.Headers.TryAddWithoutValidation("WM_SEC.ACCESS_TOKEN", token);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return (await client.SendAsync(message, completion).ConfigureAwait(false)).EnsureSuccessStatusCode();
    }
}
