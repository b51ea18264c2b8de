using System.Collections;
using WalmartAuth.Benchmarks.Infrastructure;
using WalmartAuth.Common;
using WalmartAuth.Emulator;
using WalmartAuth.Sessions;

namespace WalmartAuth.Benchmarks.Sellers;

/// <summary>A thousand sellers at a gateway that takes 50 ms for each response, 16 at a time.</summary>
internal static class ManySellers
{
    private const int Sellers = 1000;
    private const int AtOnce = 16;
    private const int Latency = 50;
    private const int Measurements = 5;

    // The minimum time for a thousand responses, for any client.
    private const double Least = (double)Sellers / AtOnce * Latency;

    // A stand-in for SecretManagement; reads take no time.
    private const string Vault = """
        $null = New-Module -Name Microsoft.PowerShell.SecretManagement -ScriptBlock {
            function Get-Secret { param($Name, $Vault) $global:secrets[$Name] }
            function Get-SecretInfo { param($Name, $Vault) }
            function Get-SecretVault { param($Name) }
        } | Import-Module -Global
        $records = foreach ($name in $secrets.Keys) { [pscustomobject]@{ Name = $name; VaultName = 'Local'; Program = 'Marketplace' } }
        """;

    private const string Connect = "$records | Connect-Walmart -BaseUri $address -ThrottleLimit 16";
    private const string Disconnect = "Get-WalmartSession -All | Disconnect-Walmart";
    private const string Pages = "Invoke-WalmartApi /v3/orders -Query @{ limit = 20 } -All -Session ($records[0..($count - 1)].Name) -ThrottleLimit 16 | ForEach-Object { }";
    private const string Once = "Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -Session shop-* -ThrottleLimit 16 | ForEach-Object { }";

    public static async Task RunAsync(Report report)
    {
        await using var emulator = await EmulatorProcess.StartAsync(shops: Sellers);
        using var engine = new Engine();
        ModuleContext.Current = new ModuleContext(SystemClock.Instance, TrustingHandlers.Create());
        var secrets = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var shop in Enumerable.Range(1, Sellers).Select(DefaultAccounts.Shop))
        {
            secrets[shop.Name] = new Hashtable { ["ClientId"] = shop.ClientId, ["ClientSecret"] = shop.ClientSecret, ["Program"] = "Marketplace" };
        }

        engine.Run("$global:secrets = $value; " + Vault, ("value", secrets), ("address", emulator.Address));
        engine.Run($"{Connect}; {Disconnect}");
        var before = Heap();
        engine.Run(Connect);
        report.Limit("A session, of 1,000", (Heap() - before) / 1024d / Sellers, "KiB", 8);
        engine.Run(Disconnect);

        await emulator.SetAsync(new { latencyMs = Latency });
        var connect = Rounds.Medians(Measurements, () => engine.Run(Connect), () => engine.Run(Disconnect))[0];
        report.Compare($"Connecting 1,000 sellers at {Latency} ms, {AtOnce} at once", connect, "theoretical minimum", Least, "ms", 1.15);

        engine.Run(Connect);
        var pages = Rounds.Medians(Measurements, () => engine.Run(Pages, ("count", AtOnce)), () => engine.Run(Pages, ("count", 1)));
        report.Compare($"{AtOnce} sessions of 13 pages at {Latency} ms, {AtOnce} at once", pages[0], "one session", pages[1], "ms", 1.3);
        report.Compare($"A call for each of 1,000 sessions at {Latency} ms, {AtOnce} at once", Rounds.Medians(Measurements, () => engine.Run(Once))[0], "theoretical minimum", Least, "ms", 1.15);
    }

    private static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
