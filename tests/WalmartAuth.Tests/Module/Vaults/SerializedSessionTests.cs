using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>A session that went through serialization, as Start-Job and remoting send it, is refused with advice.</summary>
public sealed class SerializedSessionTests : VaultTests
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Vault.Store("Shop", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction));
        Vault.Run("Connect-Walmart Shop -Program Marketplace -BaseUri $base; $global:copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-WalmartSession)))").ThrowOnError();
    }

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
        var error = Vault.Run(script).Error;

        Assert.Contains("Run Connect-Walmart in this process, with -SecretName or -FromEnvironment; or use Start-ThreadJob or ForEach-Object -Parallel", error.ToString(), StringComparison.Ordinal);
        Assert.Single(Vault.Run("Get-WalmartSession").Clean.Output);
    }
}
