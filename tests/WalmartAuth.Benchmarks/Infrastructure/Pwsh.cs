using System.Diagnostics;
using System.Text.Json;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>The pwsh on PATH, where there is one.</summary>
internal static class Pwsh
{
    private static readonly Lazy<string?> Found = new(() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")).FirstOrDefault(File.Exists));

    private static readonly Lazy<string> Known = new(() => RunAsync(["-Command", "[string]$PSVersionTable.PSVersion"]).GetAwaiter().GetResult().Trim());

    public static string? Path => Found.Value;

    public static string Version => Known.Value;

    /// <summary>Runs one of the benchmark's scripts, which prints its figures as one JSON object.</summary>
    public static async Task<Dictionary<string, double>> MeasureAsync(string script, IReadOnlyDictionary<string, string> environment) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(await RunAsync(["-File", System.IO.Path.Combine(AppContext.BaseDirectory, script)], environment))!;

    /// <summary>What a fresh pwsh prints.</summary>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Path!, ["-NoProfile", "-NonInteractive", .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"pwsh ended with {process.ExitCode}: {output}");
    }
}
