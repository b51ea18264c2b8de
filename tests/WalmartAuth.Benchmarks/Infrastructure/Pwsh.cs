using System.Text.Json;
using WalmartAuth.Tour;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>The real PowerShell that NuGet restores with the benchmark.</summary>
internal static class Pwsh
{
    /// <summary>Runs one of the benchmark's scripts in a new process. It prints its results as one JSON object.</summary>
    public static async Task<Dictionary<string, double>> MeasureAsync(string script, IReadOnlyDictionary<string, string> environment)
    {
        var start = RestoredPowerShell.Run(Path.Combine(AppContext.BaseDirectory, script));
        start.RedirectStandardOutput = start.RedirectStandardInput = true;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<Dictionary<string, double>>(output)! : throw new InvalidOperationException($"pwsh ended with {process.ExitCode}: {output}");
    }
}
