using System.Management.Automation;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Module.Vaults;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>Several sellers: a vault with the keys shop-1 to shop-5, and an emulator with these accounts.</summary>
public abstract class ShopTests : IAsyncLifetime
{
    private protected const int Count = 5;

    internal VaultHost Vault { get; private set; } = null!;

    internal static IReadOnlyList<EmulatedAccount> Shops { get; } = [.. Enumerable.Range(1, Count).Select(n => new EmulatedAccount
    {
        Name = $"shop-{n}",
        ClientId = $"5e11e400-0000-4000-8000-00000000100{n}",
        ClientSecret = $"Emulator-Only_Shop_{n}_Qw7RtY2uPz9LkJ4h",
        PartnerId = $"2000000000{n}",
        Markets = ["us", "ca"],
    })];

    /// <summary>A client whose id has the same end as that of shop-1.</summary>
    internal static EmulatedAccount Twin { get; } = Shops[0] with { Name = "twin", ClientId = "5e11e400-0000-4000-8000-000000ff1001", ClientSecret = "Emulator-Only_Twin_Bn5VcX8zAs3DfG6h", PartnerId = "20000000099" };

    public virtual async ValueTask InitializeAsync()
    {
        Vault = await VaultHost.StartAsync(options: new EmulatorOptions { Configuration = new EmulatorConfiguration { Accounts = [.. Shops, Twin, .. DefaultAccounts.All] } });
        foreach (var shop in Shops)
        {
            Vault.Store(shop.Name, ModuleHost.Credential(shop), new() { ["Program"] = "Marketplace" });
        }

        Vault.Run("$PSDefaultParameterValues['*-Walmart*:BaseUri'] = $base").ThrowOnError();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Vault.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal ScriptResult Run(string script) => Vault.Run(script);

    /// <summary>Connects to some of the shops; the last is the default.</summary>
    internal void Connect(params int[] shops) => Run(string.Join("; ", shops.Select(n => $"Connect-Walmart shop-{n}"))).ThrowOnError();

    /// <summary>The output of a script, as text separated by commas.</summary>
    internal string Text(string script) => string.Join(", ", Run(script).Clean.Output.Select(o => o.ToString()));

    /// <summary>The completions at the end of a line.</summary>
    internal string Complete(string line) => string.Join(", ", Vault.Host.Run("TabExpansion2 $line $line.Length | ForEach-Object { $_.CompletionMatches } | ForEach-Object { $_.CompletionText }", ("line", line)).Clean.Output);

    /// <summary>The error's id and message.</summary>
    internal static string Describe(ErrorRecord error) => $"{error.FullyQualifiedErrorId.Split(',')[0]}: {error.Exception.Message}";
}
