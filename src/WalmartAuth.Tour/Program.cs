using System.Diagnostics;
using System.Reflection;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tour;

/// <summary>
/// Starts the emulator on free ports, runs tour.ps1 with the built module in the restored PowerShell, and ends with its
/// exit code: 0 when every step did what the tour says, else 1.
/// </summary>
internal static class Program
{
    private static async Task<int> Main()
    {
        var module = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "ModuleFolder").Value!;
        var seller = DefaultAccounts.MarketplaceProduction;
        await using var gateway = await GatewayEmulator.StartAsync();
        using var shell = Process.Start(RestoredPowerShell.Run(
            Path.Combine(AppContext.BaseDirectory, "tour.ps1"),
            "-Module", Path.Combine(module, "WalmartAuth.psd1"),
            "-Gateway", gateway.Marketplace.AbsoluteUri,
            "-ClientId", seller.ClientId,
            "-ClientSecret", seller.ClientSecret))!;
        await shell.WaitForExitAsync();
        return shell.ExitCode;
    }
}
