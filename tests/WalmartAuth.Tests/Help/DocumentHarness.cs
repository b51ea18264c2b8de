using WalmartAuth.Common;
using WalmartAuth.Emulator;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Module.Errors;
using WalmartAuth.Tests.Module.Sessions;
using WalmartAuth.Tests.Module.Vaults;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Help;

/// <summary>
/// What a reader of the documentation has: the module, a vault, files, environment variables, and a gateway, which is the
/// emulator under Walmart's own host names. It changes process-wide state.
/// </summary>
internal sealed class DocumentHarness : IAsyncDisposable
{
    private static readonly EmulatedAccount Account = DefaultAccounts.MarketplaceProduction;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("walmartauth-documents");
    private readonly ModuleContext kept = ModuleContext.Current;
    private readonly Dictionary<string, string?> variables = [];

    private DocumentHarness(VaultHost vault)
    {
        Vault = vault;
        var sites = new Dictionary<string, Uri>
        {
            [GatewayAddress.Marketplace.Host] = Gateway.Marketplace,
            [GatewayAddress.Supplier.Host] = Gateway.Supplier,
            [GatewayAddress.Sandbox.Host] = Gateway.Sandbox,
        };
        ModuleContext.Current = new ModuleContext(new ImpatientClock(), new HandlerPool(_ => new HostMap(sites)));
        Set("WALMART_CLIENT_ID", Account.ClientId);
        Set("WALMART_CLIENT_SECRET", Account.ClientSecret);
        Set("WALMART_PROGRAM", "Marketplace");
        Set("WALMART_BASE_URI", Gateway.Marketplace.AbsoluteUri);
        Set("PSModulePath", Path.GetDirectoryName(Repository.Module));
        Write("skus.csv", "sku", SampleData.Sku(0), SampleData.Sku(1), SampleData.Sku(2));
        Write("prices.csv", "sku,price", $"{SampleData.Sku(0)},12.50", $"{SampleData.Sku(1)},8.99");
        Write("sellers.csv", "SecretName,SessionName,Market", "shop-1,one,CA", "shop-2,two,");
        Write("orders.csv", "purchaseOrderId", SampleData.PurchaseOrderId(0), SampleData.PurchaseOrderId(1));
        Write("inventory.json", """{"InventoryHeader":{"version":"1.4"},"Inventory":[{"sku":"SKU-000000","quantity":{"unit":"EACH","amount":5}}]}""");
        Write("secret", Account.ClientSecret);
        Vault.Host.Run(StandInCommands.Script, ("credential", ModuleHost.Credential(Account)), ("base", Gateway.Marketplace), ("folder", folder.FullName)).ThrowOnError();
    }

    public VaultHost Vault { get; }

    public GatewayEmulator Gateway => Vault.Gateway;

    public static async Task<DocumentHarness> StartAsync() =>
        new(await VaultHost.StartAsync(options: new EmulatorOptions { Configuration = new EmulatorConfiguration { Accounts = [.. DefaultAccounts.All, .. ShopTests.Shops] } }));

    /// <summary>Stores the keys of several sellers in the vault: shop-1 and so on.</summary>
    public void StoreShops()
    {
        foreach (var shop in ShopTests.Shops)
        {
            Vault.Store(shop.Name, ModuleHost.Credential(shop), new() { ["Program"] = "Marketplace" });
        }
    }

    /// <summary>Runs code from a page, with the addresses and files of this run instead of the page's.</summary>
    public ScriptResult Run(string code) => Vault.Host.Run(code
        .Replace("http://localhost:5080", Gateway.Marketplace.AbsoluteUri, StringComparison.Ordinal)
        .Replace("http://127.0.0.1:5080", Gateway.Marketplace.AbsoluteUri, StringComparison.Ordinal)
        .Replace("/run/secrets/walmart", Path.Combine(folder.FullName, "secret"), StringComparison.Ordinal));

    /// <summary>The base of relative paths: a folder with the files above, or another one.</summary>
    public void EnterFolder(string? other = null) =>
        Vault.Host.Run("$ExecutionContext.SessionState.Path.SetLocation($to)", ("to", other ?? folder.FullName)).ThrowOnError();

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        ModuleContext.Current = kept;
        await Vault.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private void Set(string variable, string? value)
    {
        variables[variable] = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value);
    }

    private void Write(string file, params string[] lines) => File.WriteAllLines(Path.Combine(folder.FullName, file), lines);

    /// <summary>The system's clock, but waits take no time.</summary>
    private sealed class ImpatientClock : IClock
    {
        public TimeSpan Monotonic => SystemClock.Instance.Monotonic;

        public DateTimeOffset UtcNow => SystemClock.Instance.UtcNow;

        public Task Delay(TimeSpan time, CancellationToken cancellation) => cancellation.IsCancellationRequested ? Task.FromCanceled(cancellation) : Task.CompletedTask;

        public CancellationTokenSource CancelAfter(TimeSpan time, CancellationToken cancellation) => SystemClock.Instance.CancelAfter(time, cancellation);

        public double NextRandom() => SystemClock.Instance.NextRandom();
    }
}
