using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>The emulator in a separate process, so that neither its time nor its memory is measured.</summary>
internal sealed partial class EmulatorProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient control;
    private readonly string folder;

    private EmulatorProcess(Process process, Uri address, string folder)
    {
        this.process = process;
        this.folder = folder;
        Address = address;
        control = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }) { BaseAddress = address };
    }

    /// <summary>The Marketplace site.</summary>
    public Uri Address { get; }

    /// <summary>The certificate of an https emulator, as PEM.</summary>
    public string Certificate => CertificateIn(folder);

    /// <param name="https">Serve https and HTTP/2.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="rowBytes">The minimum size of an item's row in bytes.</param>
    /// <param name="shops">The number of shops in addition to the default accounts.</param>
    public static async Task<EmulatorProcess> StartAsync(bool https = false, int items = 500, int rowBytes = 0, int shops = 0)
    {
        var folder = Directory.CreateTempSubdirectory("walmart-bench-").FullName;
        var configuration = Path.Combine(folder, "emulator.json");
        await File.WriteAllTextAsync(configuration, JsonSerializer.Serialize(new { shops, seeds = new { items, rowBytes } }));
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "WalmartAuth.Emulator.dll"), "--port", "0", "--log", "none", "--configuration", configuration];
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet", https ? [.. arguments, "--certificate-out", CertificateIn(folder)] : arguments) { RedirectStandardOutput = true })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(process);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Site().Match(line) is { Success: true } site)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                var emulator = new EmulatorProcess(process, new Uri(site.Groups[1].Value), folder);
                await emulator.SetAsync(new { recording = false });
                return emulator;
            }
        }

        throw new InvalidOperationException("The emulator did not start.");
    }

    public async Task SetAsync(object settings) => (await control.PutAsJsonAsync("_emulator/settings", settings)).EnsureSuccessStatusCode();

    public async Task AddFaultAsync(object fault) => (await control.PostAsJsonAsync("_emulator/faults", fault)).EnsureSuccessStatusCode();

    public async Task ClearFaultsAsync() => (await control.DeleteAsync("_emulator/faults")).EnsureSuccessStatusCode();

    public async Task RevokeAsync() => (await control.PostAsync("_emulator/revoke", null)).EnsureSuccessStatusCode();

    public async Task ForgetRequestsAsync() => (await control.DeleteAsync("_emulator/requests")).EnsureSuccessStatusCode();

    /// <summary>The number of token calls received; recording must be on.</summary>
    public async Task<int> TokenCallsAsync() => (await control.GetFromJsonAsync<JsonElement[]>("_emulator/requests?path=/v3/token"))!.Length;

    public ValueTask DisposeAsync()
    {
        control.Dispose();
        Stop(process);
        process.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static void Stop(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
        }
    }

    private static string CertificateIn(string folder) => Path.Combine(folder, "certificate.pem");

    [GeneratedRegex(@"^\s*Marketplace\s+(https?://\S+)")]
    private static partial Regex Site();
}
