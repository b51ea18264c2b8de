using System.Collections;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Help;

/// <summary>Every example of every page runs, against the emulator. Some read environment variables, so they run alone.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class ExampleTests : IAsyncLifetime
{
    /// <summary>The address that examples write for the emulator.</summary>
    private const string EmulatorAddress = "http://localhost:5080";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("walmartauth-examples");
    private readonly ModuleHost host = new();
    private GatewayEmulator gateway = null!;

    public static TheoryData<string, int> Examples =>
        new(HelpSources.Pages.Commands.SelectMany(page => page.Examples.Select(example => (page.Name, example.Number))));

    public async ValueTask InitializeAsync()
    {
        gateway = await GatewayEmulator.StartAsync();
        Write("skus.csv", "sku", Seeds.Sku(0), Seeds.Sku(1), Seeds.Sku(2));
        Write("prices.csv", "sku,price", $"{Seeds.Sku(0)},12.50", $"{Seeds.Sku(1)},8.99");
        Write("orders.csv", "purchaseOrderId", Seeds.PurchaseOrderId(0), Seeds.PurchaseOrderId(1));
        Write("inventory.json", """{"InventoryHeader":{"version":"1.4"},"Inventory":[{"sku":"SKU-000000","quantity":{"unit":"EACH","amount":5}}]}""");
        Environment.SetEnvironmentVariable("WALMART_CLIENT_ID", DefaultAccounts.MarketplaceProduction.ClientId);
        Environment.SetEnvironmentVariable("WALMART_CLIENT_SECRET", DefaultAccounts.MarketplaceProduction.ClientSecret);
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("WALMART_CLIENT_ID", null);
        Environment.SetEnvironmentVariable("WALMART_CLIENT_SECRET", null);
        host.Dispose();
        folder.Delete(recursive: true);
        await gateway.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_as_it_stands(string page, int number)
    {
        Prepare(page);
        var example = HelpSources.Page(page).Examples[number - 1];

        var result = host.Run(example.Code.Replace(EmulatorAddress, gateway.Marketplace.AbsoluteUri, StringComparison.Ordinal));

        result.ThrowOnError();
        Assert.Empty(result.Warnings);
        Assert.DoesNotContain(gateway.Received.Snapshot(), request => request.StatusCode == 401 && !example.Code.Contains("WalmartOld", StringComparison.Ordinal));
    }

    [Fact]
    public void The_examples_reach_every_site_of_the_emulator()
    {
        foreach (var example in HelpSources.Page("Connect-Walmart").Examples.Where(e => !e.Code.Contains(EmulatorAddress, StringComparison.Ordinal)))
        {
            Prepare("Connect-Walmart");
            host.Run(example.Code).ThrowOnError();
        }

        var sites = gateway.Received.Snapshot().Where(request => request.Path == "/v3/token").Select(request => request.Site);
        Assert.Equal(["Marketplace", "Sandbox", "Supplier"], sites.Distinct().Order());
    }

    /// <summary>Examples of pages other than Connect-Walmart's take a connection for granted.</summary>
    private void Prepare(string page)
    {
        var accounts = new Hashtable(StringComparer.OrdinalIgnoreCase)
        {
            ["marketplace"] = ModuleHost.Credential(DefaultAccounts.MarketplaceProduction),
            ["supplier"] = ModuleHost.Credential(DefaultAccounts.SupplierProduction),
            ["sandbox"] = ModuleHost.Credential(DefaultAccounts.MarketplaceSandbox),
            ["provider"] = ModuleHost.Credential(DefaultAccounts.SolutionProvider),
            ["wrong"] = ModuleHost.Credential(DefaultAccounts.MarketplaceProduction.ClientId, "a-secret-that-was-replaced-long-ago-4711"),
            ["refreshToken"] = ModuleHost.Secure(DefaultAccounts.SolutionProvider.RefreshToken!),
        };
        var sites = new Hashtable(StringComparer.OrdinalIgnoreCase)
        {
            ["marketplace"] = gateway.Marketplace,
            ["supplier"] = gateway.Supplier,
            ["sandbox"] = gateway.Sandbox,
        };
        host.Run(ExampleStandIns.Script, ("accounts", accounts), ("sites", sites), ("folder", folder.FullName)).ThrowOnError();
        if (page != "Connect-Walmart")
        {
            host.Run("Connect-Walmart Walmart -Program Marketplace").ThrowOnError();
        }
    }

    private void Write(string file, params string[] lines) => File.WriteAllLines(Path.Combine(folder.FullName, file), lines);
}
