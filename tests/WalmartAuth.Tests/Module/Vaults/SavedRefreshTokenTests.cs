using System.Collections;
using System.Net;
using System.Security;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>What -SaveRefreshToken writes, and the advice if it was not specified.</summary>
public sealed class SavedRefreshTokenTests : VaultTests
{
    private const string Code = "-AuthorizationCode $code -RedirectUri https://partner.example/walmart/callback -Program Marketplace -BaseUri $base";
    private static readonly EmulatedAccount Provider = DefaultAccounts.SolutionProvider;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Vault.Host.Runspace.SessionStateProxy.SetVariable("code", ModuleHost.Secure(Provider.AuthorizationCode!));
        Vault.Host.Runspace.SessionStateProxy.SetVariable("credential", ModuleHost.Credential(Provider));
    }

    [Fact]
    public void A_seller_in_the_metadata_is_not_also_written_to_the_secret()
    {
        Vault.Store("Provider", ModuleHost.Credential(Provider), new Hashtable { ["PartnerId"] = Provider.PartnerId });

        Vault.Run($"Connect-Walmart Provider {Code} -SaveRefreshToken").ThrowOnError();

        Assert.Equal(["ClientId", "ClientSecret", "RefreshToken"], Keys());
        Assert.Equal(Provider.PartnerId, Vault.Metadata("Provider")!["PartnerId"]);
    }

    [Fact]
    public void A_key_in_another_case_is_replaced_and_not_doubled()
    {
        Vault.Store("Provider", new Hashtable { ["clientid"] = Provider.ClientId, ["clientsecret"] = Provider.ClientSecret, ["partnerid"] = Provider.PartnerId, ["refreshtoken"] = "the-refresh-token-before-this-one" });

        Vault.Run($"Connect-Walmart Provider {Code} -SaveRefreshToken").ThrowOnError();

        Assert.Equal(["clientid", "clientsecret", "partnerid", "refreshtoken"], Keys().Select(k => k.ToLowerInvariant()));
        var stored = (Hashtable)Vault.Stored("Provider")!;
        var token = (SecureString)stored.Cast<DictionaryEntry>().Single(e => string.Equals((string)e.Key, "RefreshToken", StringComparison.OrdinalIgnoreCase)).Value!;
        Assert.Equal(Provider.RefreshToken, new NetworkCredential("", token).Password);
    }

    [Fact]
    public void A_secret_without_metadata_is_written_without()
    {
        Vault.Store("Provider", VaultHost.Profile(Provider, ("PartnerId", Provider.PartnerId)));

        Vault.Run($"Connect-Walmart Provider {Code} -SaveRefreshToken").ThrowOnError();

        // A vault without metadata support refuses the parameter.
        Assert.Null(Vault.Metadata("Provider"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Vault Local")]
    public void A_vault_that_lists_nothing_is_written_to_as_well(string parameter)
    {
        Vault.Vault()["NoList"] = true;
        Vault.Store("Provider", VaultHost.Profile(Provider, ("PartnerId", Provider.PartnerId)));

        Vault.Run($"Connect-Walmart Provider {parameter} {Code} -SaveRefreshToken").ThrowOnError();

        Assert.Contains("RefreshToken", Keys());
        Assert.Null(Vault.Metadata("Provider"));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Name = $Name }")]
    [InlineData("[pscustomobject]@{ Name = $Name; VaultName = $null; Metadata = $null }")]
    public void A_listing_that_names_neither_vault_nor_metadata_is_enough(string listing)
    {
        Vault.Store("Provider", ModuleHost.Credential(Provider), new Hashtable { ["Owner"] = "somebody" });
        Vault.Replace("Get-SecretInfo", listing);

        Vault.Run($"Connect-Walmart Provider -PartnerId {Provider.PartnerId} {Code} -SaveRefreshToken").ThrowOnError();

        Assert.Equal(["ClientId", "ClientSecret", "PartnerId", "RefreshToken"], Keys());
    }

    [Fact]
    public void What_was_written_is_reported_in_the_verbose_stream()
    {
        Vault.Store("Provider", VaultHost.Profile(Provider, ("PartnerId", Provider.PartnerId)));

        var result = Vault.Run($"Connect-Walmart Provider {Code} -SaveRefreshToken -Verbose");

        Assert.Contains($"The new refresh token for seller {Provider.PartnerId} was written to secret 'Provider'.", result.Verbose);
    }

    [Fact]
    public void The_reported_seller_is_that_of_the_profile_if_no_parameter_specifies_one()
    {
        Vault.Store("Provider", VaultHost.Profile(Provider, ("PartnerId", Provider.PartnerId)));

        var warning = Assert.Single(Vault.Run($"Connect-Walmart Provider {Code}").Warnings);

        Assert.Contains($"for seller {Provider.PartnerId}.", warning, StringComparison.Ordinal);
        Assert.Contains($"PartnerId = '{Provider.PartnerId}';", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reported_seller_is_that_of_the_parameter_if_both_specify_one()
    {
        Vault.Store("Provider", VaultHost.Profile(Provider, ("PartnerId", "1")));

        var warning = Assert.Single(Vault.Run($"Connect-Walmart Provider -PartnerId {Provider.PartnerId} {Code}").Warnings);

        Assert.Contains($"for seller {Provider.PartnerId}.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_vault_the_advice_names_no_secret_and_no_parameter_that_is_not_there()
    {
        var warning = Assert.Single(Vault.Run($"Connect-Walmart -Credential $credential -PartnerId {Provider.PartnerId} {Code}").Warnings);

        Assert.Contains("Set-Secret <name> -Secret @{", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("-SaveRefreshToken", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_needs_the_address_that_it_was_sent_to()
    {
        var error = Vault.Refused($"-Credential $credential -AuthorizationCode $code -PartnerId {Provider.PartnerId} -Program Marketplace");

        Assert.StartsWith("InvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-RedirectUri", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Vault.Gateway.Received.Snapshot());
    }

    private IEnumerable<string> Keys() => ((Hashtable)Vault.Stored("Provider")!).Keys.Cast<string>().Order(StringComparer.OrdinalIgnoreCase);
}
