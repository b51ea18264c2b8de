using WalmartAuth.Emulator;
using WalmartAuth.Tests.Module.Vaults;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Help;

/// <summary>A reader types the commands of a page, from top to bottom, and nothing fails.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class DocumentRunTests : IAsyncLifetime
{
    private DocumentHarness harness = null!;

    public async ValueTask InitializeAsync() => harness = await DocumentHarness.StartAsync();

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Theory]
    [InlineData("README.md", 8)]
    [InlineData("docs/runbooks.md", 8)]
    public void A_page_that_starts_from_nothing(string page, int pieces)
    {
        harness.Vault.RemoveVaults();

        RunAll(page, pieces);
    }

    [Theory]
    [InlineData("docs/about_WalmartAuth.md", 6)]
    [InlineData("docs/about_WalmartAuth_Errors.md", 3)]
    [InlineData("docs/about_WalmartAuth_Vaults.md", 7)]
    [InlineData("docs/ci.md", 8)]
    [InlineData("docs/emulator.md", 2)]
    [InlineData("docs/many-sellers.md", 11)]
    public void A_page_for_a_reader_with_a_vault(string page, int pieces)
    {
        var seller = VaultHost.Profile(DefaultAccounts.MarketplaceProduction, ("Program", "Marketplace"));
        harness.Vault.Store("Walmart", seller);
        harness.StoreShops();
        harness.Vault.Store("Provider", VaultHost.Profile(DefaultAccounts.SolutionProvider, ("Program", "Marketplace")));
        harness.Vault.Host.Run("", ("code", ModuleHost.Secure(DefaultAccounts.SolutionProvider.AuthorizationCode!)), ("address", DefaultAccounts.SolutionProvider.RedirectUri)).ThrowOnError();

        RunAll(page, pieces);
    }

    /// <param name="page">The file.</param>
    /// <param name="atLeast">The minimum number of pieces, so that none is missed.</param>
    private void RunAll(string page, int atLeast)
    {
        // Pester tests run in a separate PowerShell.
        var pieces = MarkdownCommands.ToType(page).Where(code => !code.Contains("Describe '", StringComparison.Ordinal)).ToList();
        Assert.True(pieces.Count >= atLeast, string.Join("\n---\n", pieces));
        harness.EnterFolder(Repository.Root);
        foreach (var code in pieces)
        {
            var result = harness.Run(code + "\n'typed'");
            Assert.True(result is { Thrown: null, Errors: [], Warnings: [] }, $"{code}\n{result.Thrown}{string.Join('\n', result.Errors)}{string.Join('\n', result.Warnings)}");
            // A piece that exits was not run to its end.
            Assert.Equal("typed", result.Output[^1].BaseObject);
        }
    }
}
