using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Tokens;

/// <summary>A secret is changed during a session: the vault is read again, once, and calls continue.</summary>
public sealed class VaultRotationTests : EmulatorTests
{
    private const string NewSecret = "the-secret-after-the-rotation-0123456789";

    // The same as the real module for a reader: Get-Secret by name, and metadata that may be missing.
    private const string Vault = """
        $null = New-Module -Name Microsoft.PowerShell.SecretManagement -ScriptBlock {
            $script:secrets = @{}
            $script:reads = 0
            function Get-Secret { [CmdletBinding()] param($Name, $Vault) $script:reads++; $script:secrets[$Name] }
            function Get-SecretInfo { [CmdletBinding()] param($Name, $Vault) }
            function Set-Stored($Name, $Secret) { $script:secrets[$Name] = $Secret }
            function Get-ReadCount { $script:reads }
        } | Import-Module -PassThru
        """;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Run(Vault).ThrowOnError();
        Run("Set-Stored Shop $credential; Connect-Walmart Shop -BaseUri $base -Program Marketplace").ThrowOnError();
    }

    [Fact]
    public void A_secret_that_is_still_the_old_one_is_read_again_once_and_the_rejection_is_reported()
    {
        Rotate();

        var result = Run("1..4 | Invoke-WalmartApi /v3/orders; Get-ReadCount");

        Assert.All(result.Errors, e => Assert.StartsWith("CredentialRejected,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(4, result.Errors.Count);
        Assert.Equal(2, Assert.Single(result.Output).BaseObject);
        Assert.Equal(2, Gateway.Received.Count("POST", "/v3/token"));
    }

    [Fact]
    public void Of_several_names_the_next_is_used_when_the_first_is_no_longer_accepted()
    {
        Run("Set-Stored Next $rotated; Connect-Walmart Shop, Next -BaseUri $base -Program Marketplace").ThrowOnError();
        Rotate();

        var result = Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }; (Get-WalmartSession).CredentialSource");

        Assert.Contains("'Next'", result.Clean.Output[^1].ToString(), StringComparison.Ordinal);
    }

    private void Rotate()
    {
        Gateway.RotateSecret(DefaultAccounts.MarketplaceProduction.ClientId, NewSecret);
        Gateway.RevokeAll();
    }

    private ScriptResult Run(string script) => Host.Run(
        script,
        ("base", Gateway.Marketplace),
        ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction)),
        ("rotated", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction.ClientId, NewSecret)));
}
