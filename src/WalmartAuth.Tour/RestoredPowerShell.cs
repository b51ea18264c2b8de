using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace WalmartAuth.Tour;

/// <summary>The PowerShell that NuGet restored with this program. It is a .NET program like any other and needs no installation.</summary>
internal static class RestoredPowerShell
{
    private static readonly string Assembly = Path.Combine(
        typeof(RestoredPowerShell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "PowerShell").Value!,
        OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");

    /// <summary>Describes a process that runs a script; its arguments are names, such as <c>-Module</c>, and values.</summary>
    public static ProcessStartInfo Run(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Dotnet(), [Assembly, "-NoProfile", "-NonInteractive", "-File", script, .. arguments]) { UseShellExecute = false };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        // It is not compiled ahead of time: measuring code that runs once costs a fifth of its start.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    // The dotnet whose runtime this is: it need not be on the PATH.
    private static string Dotnet()
    {
        var program = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(program) ? program : "dotnet";
    }
}
