using System.Collections;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Module.Vaults;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>
/// The vault commands of Connect-Walmart. Without -Vault, SecretManagement lists every vault for every command, and a networked vault
/// lists all of its secrets for one secret.
/// </summary>
public sealed class VaultCallTests : VaultTests
{
    private static readonly EmulatedAccount Shop = DefaultAccounts.MarketplaceProduction;

    [Theory]
    [InlineData("Shop", "Get-SecretInfo Shop", "Get-Secret Shop Local")]
    [InlineData("Shop -Vault Local", "Get-Secret Shop Local", "Get-SecretInfo Shop Local")]
    [InlineData("Profile", "Get-SecretInfo Profile", "Get-Secret Profile Local")]
    [InlineData("Profile -Vault Local", "Get-Secret Profile Local")]
    public void Every_vault_is_listed_once_at_most_and_none_for_a_profile_whose_vault_is_named(string arguments, params string[] calls)
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop), new Hashtable { ["Program"] = "Marketplace" });
        Vault.Store("Profile", VaultHost.Profile(Shop, ("Program", "Marketplace")));

        Assert.Equal("Marketplace Production US", VaultHost.Place(Vault.Connect(arguments)));
        Assert.Equal(calls, Vault.Calls);
    }

    [Fact]
    public void Metadata_is_read_once_per_session_even_if_the_secret_is_read_again()
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop), new Hashtable { ["Program"] = "Marketplace" });
        Vault.Connect("Shop");
        Vault.Gateway.RotateSecret(Shop.ClientId, "the-new-secret-of-this-account-9k");
        Vault.Store("Shop", ModuleHost.Credential(Shop.ClientId, "the-new-secret-of-this-account-9k"), new Hashtable { ["Program"] = "Marketplace" });

        Vault.Run("Get-WalmartToken -ForceRefresh").ThrowOnError();

        Assert.Equal(["Get-SecretInfo Shop", "Get-Secret Shop Local", "Get-Secret Shop Local"], Vault.Calls);
    }

    [Fact]
    public void A_secret_that_moved_to_another_vault_is_found_there()
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop), new Hashtable { ["Program"] = "Marketplace" });
        Vault.Connect("Shop");
        Vault.Gateway.RotateSecret(Shop.ClientId, "the-new-secret-of-this-account-9k");
        Vault.AddVault("Other");
        ((Hashtable)Vault.Vault()["Secrets"]!).Remove("Shop");
        Vault.Store("Shop", ModuleHost.Credential(Shop.ClientId, "the-new-secret-of-this-account-9k"), vault: "Other");

        Vault.Run("Get-WalmartToken -ForceRefresh").ThrowOnError();
    }

    [Fact]
    public void A_vault_that_cannot_be_listed_leaves_the_search_to_SecretManagement()
    {
        Vault.Vault()["NoList"] = true;
        Vault.AddVault("Archive");
        Vault.Store("Shop", ModuleHost.Credential(Shop));
        Vault.Store("Shop", ModuleHost.Credential(Shop.ClientId, "an-old-secret-of-this-account"), vault: "Archive");

        Assert.Equal("Marketplace Production US", VaultHost.Place(Vault.Connect("Shop -Program Marketplace")));
    }
}
