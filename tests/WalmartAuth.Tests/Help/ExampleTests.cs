using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Help;

/// <summary>Every example of every page runs, against the emulator. Some read environment variables, so they run alone.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class ExampleTests : IAsyncLifetime
{
    private DocumentHarness harness = null!;

    public static TheoryData<string, int> Examples =>
        new(HelpSources.Pages.Commands.SelectMany(page => page.Examples.Select((_, index) => (page.Name, index + 1))));

    public async ValueTask InitializeAsync()
    {
        harness = await DocumentHarness.StartAsync();
        harness.EnterFolder();
        var seller = DefaultAccounts.MarketplaceProduction;
        harness.Vault.Store("Walmart", ModuleHost.Credential(seller));
        harness.Vault.Store("WalmartSupplier", ModuleHost.Credential(DefaultAccounts.SupplierProduction));
        harness.Vault.Store("WalmartSandbox", ModuleHost.Credential(DefaultAccounts.MarketplaceSandbox));
        harness.Vault.Store("WalmartProvider", ModuleHost.Credential(DefaultAccounts.SolutionProvider));
        harness.Vault.Store("WalmartOld", ModuleHost.Credential(seller.ClientId, "a-secret-that-was-replaced-long-ago-4711"));
        harness.Vault.Store("SellerRefreshToken", ModuleHost.Secure(DefaultAccounts.SolutionProvider.RefreshToken!));
        harness.StoreShops();
    }

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_unchanged(string page, int number)
    {
        Prepare(page);
        var example = HelpSources.Page(page).Examples[number - 1];

        var result = harness.Run(example.Code);

        result.ThrowOnError();
        Assert.All(result.Warnings, warning => Assert.StartsWith("WalmartOld: ", warning, StringComparison.Ordinal));
        Assert.DoesNotContain(harness.Gateway.Received.Snapshot(), request => request.StatusCode == 401 && !example.Code.Contains("WalmartOld", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(HelpSources.Names), MemberType = typeof(HelpSources))]
    public void A_page_has_two_examples_or_more_numbered_in_order(string page)
    {
        var titles = HelpSources.Page(page).Examples.Select(example => example.Title).ToList();

        Assert.True(titles.Count >= 2);
        Assert.All(titles, (title, index) => Assert.StartsWith($"Example {index + 1}: ", title, StringComparison.Ordinal));
    }

    [Fact]
    public void The_examples_reach_every_site_of_the_emulator()
    {
        foreach (var example in HelpSources.Page("Connect-Walmart").Examples)
        {
            harness.Run(example.Code).ThrowOnError();
        }

        var sites = harness.Gateway.Received.Snapshot().Where(request => request.Path == "/v3/token").Select(request => request.Site);
        Assert.Equal(["Marketplace", "Sandbox", "Supplier"], sites.Distinct().Order());
    }

    /// <summary>Examples on pages other than Connect-Walmart's assume a connection.</summary>
    private void Prepare(string page)
    {
        if (page != "Connect-Walmart")
        {
            harness.Run("Connect-Walmart Walmart -Program Marketplace").ThrowOnError();
        }
    }
}
