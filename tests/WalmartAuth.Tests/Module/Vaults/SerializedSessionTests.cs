using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>A session that went through serialization, as Start-Job and remoting send it, is refused with advice.</summary>
public sealed class SerializedSessionTests : IAsyncLifetime
{
    private VaultHost vault = null!;

    public async ValueTask InitializeAsync()
    {
        vault = await VaultHost.StartAsync();
        vault.Store("Shop", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction));
        vault.Run("Connect-Walmart Shop -Program Marketplace -BaseUri $base; $global:copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-WalmartSession)))").ThrowOnError();
    }

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Theory]
    [InlineData("Invoke-WalmartApi /v3/orders -Session $copy")]
    [InlineData("Get-WalmartToken -Connection $copy")]
    [InlineData("Test-WalmartCredential -Session $copy")]
    [InlineData("Get-WalmartSession -Context $copy")]
    [InlineData("Disconnect-Walmart -Session $copy")]
    [InlineData("$copy | Disconnect-Walmart")]
    [InlineData("$copy | Test-WalmartCredential")]
    public void It_says_what_to_do(string script)
    {
        var error = vault.Run(script).Error;

        Assert.Contains("Run Connect-Walmart there, with -SecretName or -FromEnvironment; or use Start-ThreadJob or ForEach-Object -Parallel", error.ToString(), StringComparison.Ordinal);
        Assert.Single(vault.Run("Get-WalmartSession").Clean.Output);
    }
}
