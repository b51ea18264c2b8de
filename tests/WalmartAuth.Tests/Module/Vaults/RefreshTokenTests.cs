using System.Collections;
using System.Net;
using System.Security;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>Solution providers: the content of a profile, and the handling of refresh tokens that Walmart issues.</summary>
public sealed class RefreshTokenTests : VaultTests
{
    private const string Code = "-AuthorizationCode $code -RedirectUri https://partner.example/walmart/callback -PartnerId 10001000106 -Program Marketplace";
    private static readonly EmulatedAccount Provider = DefaultAccounts.SolutionProvider;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Vault.Store("Provider", VaultHost.Profile(Provider));
        Vault.Host.Runspace.SessionStateProxy.SetVariable("code", ModuleHost.Secure(Provider.AuthorizationCode!));
    }

    [Fact]
    public void A_profile_may_hold_the_refresh_token_and_the_seller()
    {
        Vault.Store("Provider", VaultHost.Profile(Provider, ("RefreshToken", Provider.RefreshToken!), ("PartnerId", Provider.PartnerId), ("Program", "Marketplace")));

        var result = Vault.Run("Connect-Walmart Provider -BaseUri $base -PassThru");

        Assert.Equal(Provider.PartnerId, result.Single.Properties["PartnerId"].Value);
        Assert.Empty(result.Warnings);
        var call = Assert.Single(Vault.Gateway.Received.Snapshot());
        Assert.Equal(Provider.PartnerId, call.Headers["WM_PARTNER.ID"]);
        Assert.Contains("grant_type=refresh_token", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refresh_token_that_Walmart_gives_is_not_stored_by_itself_and_a_warning_says_how()
    {
        var result = Vault.Run($"Connect-Walmart Provider {Code} -BaseUri $base");

        result.ThrowOnError();
        var warning = Assert.Single(result.Warnings);
        Assert.Contains("Walmart issued a new refresh token for seller 10001000106.", warning, StringComparison.Ordinal);
        Assert.Contains("Set-Secret Provider -Vault Local -Secret @{", warning, StringComparison.Ordinal);
        Assert.Contains("RefreshToken = (Get-WalmartToken).RefreshToken", warning, StringComparison.Ordinal);
        Assert.Contains("-SaveRefreshToken", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(Provider.RefreshToken!, warning, StringComparison.Ordinal);
        Assert.DoesNotContain(Vault.Calls, c => c.StartsWith("Set-Secret", StringComparison.Ordinal));
    }

    [Fact]
    public void The_warning_comes_once_and_what_it_says_works()
    {
        Vault.Run($"Connect-Walmart Provider {Code} -BaseUri $base").ThrowOnError();

        Assert.Empty(Vault.Run("Invoke-WalmartApi /v3/orders; Get-WalmartToken -ForceRefresh").Warnings);
        var token = (SecureString)Vault.Run("(Get-WalmartToken).RefreshToken").Single.BaseObject;
        Assert.Equal(Provider.RefreshToken, new NetworkCredential("", token).Password);
    }

    [Fact]
    public void SaveRefreshToken_writes_it_into_the_secret_that_was_read_and_leaves_the_rest()
    {
        Vault.AddVault("Archive");
        Vault.Vault()["Default"] = false;
        Vault.Vault("Archive")["Default"] = true;
        Vault.Store("Provider", VaultHost.Profile(Provider, ("Market", "US")), new Hashtable { ["Program"] = "Marketplace", ["Owner"] = "ops" });

        var result = Vault.Run($"Connect-Walmart Provider {Code} -SaveRefreshToken -BaseUri $base");

        result.ThrowOnError();
        Assert.Empty(result.Warnings);
        var stored = (Hashtable)Vault.Stored("Provider")!;
        Assert.Equal(["ClientId", "ClientSecret", "Market", "PartnerId", "RefreshToken"], stored.Keys.Cast<string>().Order(StringComparer.Ordinal));
        Assert.Equal(Provider.RefreshToken, new NetworkCredential("", (SecureString)stored["RefreshToken"]!).Password);
        Assert.Equal("ops", Vault.Metadata("Provider")!["Owner"]);
        Assert.Null(Vault.Stored("Provider", "Archive"));
    }

    [Fact]
    public void What_was_saved_connects_without_the_code()
    {
        Vault.Store("Provider", ModuleHost.Credential(Provider));
        Vault.Run($"Connect-Walmart Provider {Code} -SaveRefreshToken -BaseUri $base; Disconnect-Walmart").ThrowOnError();

        var again = Vault.Run("Connect-Walmart Provider -Program Marketplace -BaseUri $base; Invoke-WalmartApi /v3/orders");

        Assert.Single(again.Clean.Output);
        Assert.Contains("grant_type=refresh_token", Vault.Gateway.Received.Snapshot().Last(r => r.Path == "/v3/token").Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vault_that_cannot_be_written_leaves_a_session_and_a_warning_that_says_why()
    {
        Vault.Vault()["ReadOnly"] = "read-only access";

        var result = Vault.Run($"Connect-Walmart Provider {Code} -SaveRefreshToken -BaseUri $base; Invoke-WalmartApi /v3/orders");

        Assert.Single(result.Clean.Output);
        var warning = Assert.Single(result.Warnings);
        Assert.Contains("could not be written to secret 'Provider': Unable to add secret Provider to vault Local: read-only access", warning, StringComparison.Ordinal);
        Assert.Contains("(Get-WalmartToken).RefreshToken", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refresh_token_needs_its_seller()
    {
        Vault.Store("Provider", VaultHost.Profile(Provider, ("RefreshToken", Provider.RefreshToken!)));

        var error = Vault.Refused("Provider -Program Marketplace");

        Assert.StartsWith("InvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-PartnerId", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_refresh_token_is_in_nothing_that_is_shown_or_exported()
    {
        Vault.Run($"Connect-Walmart Provider {Code} -BaseUri $base").ThrowOnError();

        var text = (string)Vault.Run("[Management.Automation.PSSerializer]::Serialize((Get-WalmartToken)) + [Management.Automation.PSSerializer]::Serialize((Get-WalmartSession), 6)").Single.BaseObject;

        Assert.DoesNotContain("RefreshToken", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Provider.RefreshToken!, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_refresh_token_that_is_saved_is_saved_with_its_own_seller(bool inMetadata)
    {
        Vault.Store("Provider", inMetadata ? ModuleHost.Credential(Provider) : VaultHost.Profile(Provider, ("PartnerId", "10009999999")), inMetadata ? new Hashtable { ["PartnerId"] = "10009999999" } : null);
        Vault.Run($"Connect-Walmart Provider {Code} -BaseUri $base -SaveRefreshToken; Disconnect-Walmart").ThrowOnError();

        Vault.Run("Connect-Walmart Provider -Program Marketplace -BaseUri $base").ThrowOnError();
    }

    [Fact]
    public void The_advised_command_can_be_typed_and_writes_where_was_read()
    {
        Vault.AddVault("My archive");
        Vault.Store("My provider", VaultHost.Profile(Provider), vault: "My archive");

        var warning = Assert.Single(Vault.Run($"Connect-Walmart 'My provider' -Vault 'My archive' {Code} -BaseUri $base").Warnings);

        Assert.Contains("Set-Secret 'My provider' -Vault 'My archive' -Secret @{", warning, StringComparison.Ordinal);
    }
}
