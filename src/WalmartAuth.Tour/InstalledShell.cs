using System.ComponentModel;
using System.Diagnostics;

namespace WalmartAuth.Tour;

/// <summary>Runs the tour in a PowerShell that is installed.</summary>
internal static class InstalledShell
{
    public static async Task<int> RunAsync(string shell, string script, IReadOnlyDictionary<string, string> parameters)
    {
        var start = new ProcessStartInfo(shell) { UseShellExecute = false };
        foreach (var argument in new[] { "-NoProfile", "-NonInteractive", "-File", script })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in parameters)
        {
            start.ArgumentList.Add("-" + name);
            start.ArgumentList.Add(value);
        }

        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            await Console.Error.WriteLineAsync($"{shell} could not be started: {e.Message}");
            return 2;
        }
    }
}
