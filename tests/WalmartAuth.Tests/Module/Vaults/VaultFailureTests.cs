using System.Collections;
using System.Management.Automation;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>Everything that can go wrong with a vault: its own error, its message, and the command that helps.</summary>
public sealed class VaultFailureTests : VaultTests
{
    [Fact]
    public void Without_SecretManagement_the_error_says_what_to_install_and_what_works_without()
    {
        using var bare = new ModuleHost();

        var error = bare.Run("Import-Module nothing -ErrorAction Ignore; $PSModuleAutoLoadingPreference = 'None'; Connect-Walmart Shop").Error;

        Check(error, "SecretManagementMissing", "The secret 'Shop' cannot be read: the module Microsoft.PowerShell.SecretManagement is not installed, or cannot be loaded.", "Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore");
        Assert.Contains("-FromEnvironment", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.NotInstalled, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_vault_that_is_not_registered_is_reported_with_those_that_are()
    {
        Vault.AddVault("Second");

        var error = Vault.Refused("Shop -Vault Nowhere");

        Check(error, "VaultNotFound", "No vault named 'Nowhere' is registered for this user. Registered vaults: ", "Get-SecretVault");
        Assert.Contains("Local", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Second", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("Nowhere", error.TargetObject);
    }

    [Fact]
    public void With_no_vault_at_all_the_error_says_how_to_register_one()
    {
        Vault.RemoveVaults();

        var error = Vault.Refused("Shop");

        Check(error, "VaultNotFound", "no vault is registered for this user", "Register-SecretVault -Name Local -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault");
        Assert.Contains("as the account that runs this", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Walmrt", "Walmart")]
    [InlineData("walmart", "Walmart-Sandbox", true)]
    [InlineData("Walmart-Production-Key", "Walmart")]
    public void A_secret_that_does_not_exist_is_reported_with_similar_names(string asked, string near, bool only = false)
    {
        Vault.Store("Something else", new Hashtable());
        Vault.Store(only ? near : "Walmart", new Hashtable());

        var error = Vault.Refused(asked);

        Check(error, "SecretNotFound", $"There is no secret '{asked}'. Did you mean: {near}?", "Get-SecretInfo");
        Assert.Equal(asked, error.TargetObject);
    }

    [Fact]
    public void A_secret_name_without_similar_names_is_reported_without_suggestions()
    {
        Vault.Store("Database", new Hashtable());

        Check(Vault.Refused("Walmart -Vault Local"), "SecretNotFound", "There is no secret 'Walmart' of vault 'Local'.", "Set-Secret Walmart -Vault Local -Secret (Get-Credential)");
    }

    [Fact]
    public void Near_names_are_found_although_another_vault_cannot_list_its_secrets()
    {
        Vault.AddVault("Broken")["NoList"] = true;
        Vault.Store("Walmart", new Hashtable());

        Check(Vault.Refused("Walmrt"), "SecretNotFound", "Did you mean: Walmart?", "Get-SecretInfo");
    }

    [Theory]
    [InlineData("Shop")]
    [InlineData("Shop -Vault Local")]
    public void A_locked_vault_is_reported_with_the_command_that_unlocks_it(string arguments)
    {
        Vault.Vault()["Locked"] = true;

        Check(Vault.Refused(arguments), "VaultLocked", "the vault is locked, because no password was entered or the password was wrong", "Unlock-SecretStore");
        Assert.Empty(Vault.Gateway.Received.Snapshot());
    }

    [Theory]
    [InlineData("The provided password is incorrect for the Microsoft.PowerShell.SecretStore module vault.")]
    [InlineData("Unable to unlock Microsoft.PowerShell.SecretStore vault. Password is invalid.")]
    public void A_wrong_password_is_said_as_such(string words)
    {
        Vault.Vault()["Fails"] = words;

        Check(Vault.Refused("Shop"), "VaultLocked", "The secret 'Shop' cannot be read: the vault does not accept its password.", "Unlock-SecretStore");
    }

    [Fact]
    public void An_extension_that_throws_is_reported_with_its_own_text()
    {
        Vault.Vault()["Fails"] = "the key vault is on fire";

        var error = Vault.Refused("Shop");

        Check(error, "VaultFailed", "The secret 'Shop' cannot be read: the vault reported: Unable to get secret Shop from vault Local: the key vault is on fire", "Test-SecretVault");
        Assert.Equal(ErrorCategory.ReadError, error.CategoryInfo.Category);
    }

    [Fact]
    public void An_extension_that_throws_is_not_mistaken_for_a_secret_that_is_not_there_yet()
    {
        Vault.Vault()["Fails"] = "the key vault is on fire";

        Assert.StartsWith("VaultFailed,", Vault.Refused("Old, New").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_original_error_is_the_inner_one()
    {
        var inner = Vault.Refused("Shop -Vault Nowhere").Exception.InnerException;

        Assert.StartsWith("GetSecretVaultNotFound", ((IContainsErrorRecord)inner!).ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string", "is a single SecureString")]
    [InlineData("bytes", "is a byte array")]
    [InlineData("empty", "is empty")]
    [InlineData("no id", "is a hashtable without ClientId")]
    [InlineData("no secret", "is a hashtable without ClientSecret")]
    [InlineData("neither", "is a hashtable without ClientId and ClientSecret")]
    [InlineData("blank id", "is a hashtable without ClientId")]
    [InlineData("blank secret", "is a hashtable without ClientSecret")]
    [InlineData("bytes inside", "has a ClientSecret that is a Byte[]")]
    public void A_secret_of_the_wrong_kind_is_refused_with_the_command_that_stores_it_right(string kind, string why)
    {
        Vault.Store("Shop", kind switch
        {
            "string" => "c0ffee01:some-secret-value",
            "bytes" => new byte[] { 1, 2, 3 },
            "empty" => "",
            "no id" => new Hashtable { ["ClientSecret"] = "some-secret-value" },
            "no secret" => new Hashtable { ["ClientId"] = "c0ffee01" },
            "neither" => new Hashtable { ["User"] = "c0ffee01" },
            "blank id" => new Hashtable { ["ClientId"] = "  ", ["ClientSecret"] = "some-secret-value" },
            "blank secret" => new Hashtable { ["ClientId"] = "c0ffee01", ["ClientSecret"] = " " },
            _ => new Hashtable { ["ClientId"] = "c0ffee01", ["ClientSecret"] = new byte[] { 1 } },
        });

        var error = Vault.Refused("Shop");

        Check(error, "SecretShapeNotSupported", $"The secret 'Shop' does not contain a client id and secret: it {why}", "Set-Secret Shop -Vault Local -Secret (Get-Credential)");
        Assert.DoesNotContain("some-secret-value", error.ToString() + error.Exception, StringComparison.Ordinal);
        Assert.Empty(Vault.Gateway.Received.Snapshot());
    }

    [Fact]
    public void A_connect_that_fails_names_its_secret_once()
    {
        Vault.Store("Shop", VaultHost.Profile(DefaultAccounts.MarketplaceProduction));
        Vault.Gateway.Faults.Add(new Fault { Kind = FaultKind.Status, StatusCode = 404, PathPrefix = "/v3/token" });

        Assert.StartsWith("Shop: POST /v3/token (Marketplace, Production", Vault.Refused("Shop -Program Marketplace").Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no secret 'Shop-9'", Vault.Refused("Shop-9").Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_no_market_has_is_refused_with_those_that_there_are()
    {
        Vault.Store("Shop", VaultHost.Profile(DefaultAccounts.MarketplaceProduction, ("Market", "UK")));

        Check(Vault.Refused("Shop"), "SecretShapeNotSupported", "The value of Market of secret 'Shop' is not one of US, CA, MX, CL.", "Set it to one of US, CA, MX, CL");
    }

    [Theory]
    [InlineData("The vault is locked.")]
    [InlineData("A master password is required.")]
    public void An_extension_that_says_that_it_is_locked_is_reported_as_a_locked_vault(string says)
    {
        Vault.Vault()["Fails"] = says;

        Assert.StartsWith("VaultLocked,", Vault.Refused("Shop").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_similar_name_in_two_vaults_is_reported_once()
    {
        Vault.AddVault("Archive");
        Vault.Store("Walmart", new Hashtable());
        Vault.Store("Walmart", new Hashtable(), vault: "Archive");

        Assert.Equal("There is no secret 'Walmrt'. Did you mean: Walmart?", Vault.Refused("Walmrt").Exception.Message);
    }

    private static void Check(ErrorRecord error, string id, string message, string advice)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, Message(error), StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static string Message(ErrorRecord error) => error.Exception.Message;
}
