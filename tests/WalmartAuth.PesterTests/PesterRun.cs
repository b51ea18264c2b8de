using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using WalmartAuth.Tour;

namespace WalmartAuth.PesterTests;

/// <summary>A test of the Pester suite: its path of names, its Pester result, and why it failed or was skipped.</summary>
public sealed record PesterTest(string Name, string Result, string? Reason)
{
    /// <summary>The name, for the list of tests.</summary>
    public override string ToString() => Name;
}

/// <summary>One run of tests/pester in the restored PowerShell, as recorded by Run.ps1.</summary>
public sealed record PesterRun(string Summary, IReadOnlyList<PesterTest> Tests)
{
    /// <summary>Runs the suite.</summary>
    public static async Task<PesterRun> StartAsync(CancellationToken cancellation)
    {
        var root = Metadata("RepositoryRoot");
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "artifacts")).FullName, "pester.json");
        File.Delete(file);
        var start = RestoredPowerShell.Run(Path.Combine(root, "tests", "pester", "Run.ps1"), "-Configuration", Metadata("Configuration"), "-ResultPath", file);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync(cancellation);
        var errors = shell.StandardError.ReadToEndAsync(cancellation);
        await shell.WaitForExitAsync(cancellation);
        return File.Exists(file)
            ? JsonSerializer.Deserialize<PesterRun>(await File.ReadAllTextAsync(file, cancellation))!
            : throw new InvalidOperationException($"The Pester suite ended with {shell.ExitCode} and without a result.\n{await output}\n{await errors}");
    }

    private static string Metadata(string key) =>
        typeof(PesterRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
