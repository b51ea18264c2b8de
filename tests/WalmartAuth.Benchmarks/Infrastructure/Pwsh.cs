using System.Diagnostics;
using System.Text.Json;
using WalmartAuth.Tour;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>The real PowerShell that NuGet restores with the benchmark.</summary>
internal static class Pwsh
{
    /// <summary>Runs one of the benchmark's scripts in a new process. It prints its results as one JSON object.</summary>
    public static async Task<Dictionary<string, double>> MeasureAsync(string script, IReadOnlyDictionary<string, string> environment) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(await RunAsync(script, environment))!;

    /// <summary>What one of the benchmark's scripts prints, in a new process.</summary>
    public static async Task<string> RunAsync(string script, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var start = RestoredPowerShell.Run(Path.Combine(AppContext.BaseDirectory, script), arguments);
        start.RedirectStandardOutput = start.RedirectStandardInput = true;
        foreach (var (name, value) in environment)
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
