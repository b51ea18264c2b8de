using System.Reflection;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tour;

/// <summary>
/// Starts the emulator on free ports, runs tour.ps1 with the built module, and ends by itself: with 0 when every step did
/// what the tour says, else with 1. By default the script runs in a PowerShell engine inside this program, so that only
/// the .NET SDK is needed; <c>--shell pwsh</c> runs it in a PowerShell that is installed.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length is not (0 or 2) || (arguments.Length == 2 && arguments[0] != "--shell"))
        {
            await Console.Error.WriteLineAsync("Usage: WalmartAuth.Tour [--shell <path of pwsh>]");
            return 2;
        }

        var module = Path.Combine(typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "ModuleFolder").Value!, "WalmartAuth.psd1");
        var script = Path.Combine(AppContext.BaseDirectory, "tour.ps1");
        await using var gateway = await GatewayEmulator.StartAsync();
        var seller = DefaultAccounts.MarketplaceProduction;
        var parameters = new Dictionary<string, string>
        {
            ["Module"] = module,
            ["Gateway"] = gateway.Marketplace.AbsoluteUri,
            ["ClientId"] = seller.ClientId,
            ["ClientSecret"] = seller.ClientSecret,
        };
        return arguments.Length == 2
            ? await InstalledShell.RunAsync(arguments[1], script, parameters)
            : HostedShell.Run(script, parameters);
    }
}
