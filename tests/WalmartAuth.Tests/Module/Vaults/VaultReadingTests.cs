using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>Reading a vault: messages during the read, harmless failures, and Ctrl+C.</summary>
public sealed class VaultReadingTests : VaultTests
{
    private static readonly EmulatedAccount Shop = DefaultAccounts.MarketplaceProduction;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Vault.Store("Shop", ModuleHost.Credential(Shop));
    }

    [Fact]
    public void Each_skipped_name_is_reported_in_the_verbose_stream()
    {
        Vault.Store("Old", ModuleHost.Credential(Shop.ClientId, "no-longer-the-secret-of-anybody"));

        var result = Vault.Run("Connect-Walmart Gone, Old, Shop -Program Marketplace -BaseUri $base -Verbose");

        result.ThrowOnError();
        Assert.Contains(result.Verbose, v => v.StartsWith("There is no secret 'Gone'.", StringComparison.Ordinal));
        Assert.Contains("Read secret 'Shop' from vault 'Local'.", result.Verbose);
        Assert.Contains(result.Verbose, v => v.StartsWith("Walmart rejects the client id and secret …4e01 (Marketplace, Production", StringComparison.Ordinal));
    }

    [Fact]
    public void An_existing_name_that_cannot_be_used_is_not_skipped()
    {
        Vault.Store("Broken", "c0ffee01:some-secret-value");

        Assert.StartsWith("SecretShapeNotSupported,", Vault.Refused("Broken, Shop -Program Marketplace").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vault_that_can_give_no_metadata_still_gives_the_credential()
    {
        Vault.OnList = Vault.RemoveVaults;

        var result = Vault.Run("Connect-Walmart Shop -Vault Local -Program Marketplace -BaseUri $base -Verbose -PassThru");

        Assert.Equal("Marketplace Production US", VaultHost.Place(result.Single));
        Assert.Contains("The vault returned no metadata: Vault not found in registry: Local", result.Verbose);
    }

    [Fact]
    public void What_a_vault_lists_about_other_secrets_is_ignored()
    {
        Vault.Replace("Get-SecretInfo", "[pscustomobject]@{ Name = 'Shop2'; VaultName = 'Local'; Metadata = @{ Market = 'MX' } }");

        Assert.Equal("Marketplace Production US", VaultHost.Place(Vault.Connect("Shop -Program Marketplace")));
    }

    [Fact]
    public void An_extension_that_ends_because_it_is_locked_is_reported_as_a_locked_vault()
    {
        Vault.OnRead = () => throw new InvalidOperationException("The vault is locked.");

        Assert.StartsWith("VaultLocked,", Vault.Refused("Shop").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gone", "There is no secret 'Gone'.")]
    [InlineData("Gone -Vault Nowhere", "No vault named 'Nowhere' is registered for this user.")]
    public void Vaults_that_cannot_be_listed_do_not_count_as_none(string arguments, string message)
    {
        Vault.Replace("Get-SecretVault", "$PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new([Exception]::new('the registry is on fire'), 'Fire', 'ReadError', $null))");

        Assert.Equal(message, Vault.Refused(arguments).Exception.Message);
    }

    [Theory]
    [InlineData("Shop", "Shop")]
    [InlineData("Shop -Vault Local", "Local")]
    public void The_target_of_a_locked_vault_is_the_vault_or_else_the_secret(string arguments, string target)
    {
        Vault.Vault()["Locked"] = true;

        Assert.Equal(target, Vault.Refused(arguments).TargetObject);
    }

    [Fact]
    public async Task A_read_that_waits_for_another_ends_when_its_pipeline_is_stopped()
    {
        using var reading = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        Vault.OnRead = () =>
        {
            reading.Set();
            go.Wait();
        };
        var read = Task.Run(() => Vault.Connect("Shop -Program Marketplace"));
        reading.Wait();

        var waiting = Task.Run(() => VaultCommand.Run(new SecretReadContext(null!, new CancellationToken(canceled: true)), "Get-Secret"));

        try
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience.Limit));
        }
        finally
        {
            go.Set();
            await read;
        }
    }

    [Theory]
    [InlineData("-NoProxy -Proxy http://127.0.0.1:9")]
    [InlineData("-NoProxy -ProxyCredential $credential")]
    public void A_proxy_that_is_named_and_refused_at_once_is_a_contradiction(string parameters)
    {
        Vault.Host.Runspace.SessionStateProxy.SetVariable("credential", ModuleHost.Credential(Shop));

        Assert.StartsWith("InvalidArgument,", Vault.Refused("Shop " + parameters).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Vault.Calls);
    }

    [Fact]
    public void NoDefault_leaves_the_default_session_as_it_is()
    {
        Vault.Connect("Shop -Program Marketplace -Market CA");

        Vault.Connect("Shop -Program Marketplace -Market MX -SessionName other -NoDefault");

        Assert.Equal("Marketplace Production CA", VaultHost.Place(Vault.Run("Get-WalmartSession").Single));
    }
}
