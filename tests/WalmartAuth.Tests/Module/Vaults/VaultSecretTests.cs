using System.Collections;
using System.Management.Automation;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>The content of a vault, its precedence, and how it is read.</summary>
public sealed class VaultSecretTests : VaultTests
{
    private static readonly EmulatedAccount Shop = DefaultAccounts.MarketplaceProduction;

    [Fact]
    public void A_PSCredential_connects_and_the_session_says_where_it_came_from()
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop));

        Assert.Equal("secret 'Shop' of vault 'Local'", Vault.Connect("Shop -Vault Local -Program Marketplace").Properties["CredentialSource"].Value);
        Assert.Equal(["Get-Secret Shop Local", "Get-SecretInfo Shop Local"], Vault.Calls);
    }

    [Fact]
    public void A_profile_says_program_and_market_in_any_case()
    {
        Vault.Store("Shop", new Hashtable { ["clientid"] = Shop.ClientId, ["CLIENTSECRET"] = Shop.ClientSecret, ["program"] = "marketplace", ["market"] = "ca" });

        Assert.Equal("Marketplace Production CA", VaultHost.Place(Vault.Connect("Shop")));
    }

    [Fact]
    public void Unknown_keys_of_a_profile_are_named_in_one_warning_and_the_profile_is_used()
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("Colour", "blue")));

        var result = Vault.Run("Connect-Walmart Shop -BaseUri $base");

        result.ThrowOnError();
        Assert.Equal("secret 'Shop' has unknown keys: Colour. Known keys: ClientId, ClientSecret, Environment, Market, Program, ChannelType, PartnerId, RefreshToken, BaseUri, Proxy, ProxySecretName, TokenVault.", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Metadata_says_what_the_secret_itself_cannot()
    {
        Vault.Store("Shop", ModuleHost.Credential(DefaultAccounts.MarketplaceSandbox), new Hashtable { ["Program"] = "Marketplace", ["Market"] = "MX", ["Environment"] = "Sandbox", ["Note"] = "ours" });

        var result = Vault.Run("Connect-Walmart Shop -BaseUri $sandbox -PassThru");

        Assert.Equal("Marketplace Sandbox MX", VaultHost.Place(result.Single));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Metadata_is_read_although_another_vault_cannot_list_its_secrets()
    {
        Vault.AddVault("Broken")["NoList"] = true;
        Vault.Store("Shop", ModuleHost.Credential(Shop), new Hashtable { ["Program"] = "Marketplace" });

        Assert.Equal("Marketplace Production US", VaultHost.Place(Vault.Connect("Shop")));
    }

    [Fact]
    public void The_metadata_is_that_of_the_vault_whose_secret_was_read()
    {
        Vault.AddVault("Archive");
        Vault.Store("Shop", ModuleHost.Credential("other", "not-the-secret-of-anybody"), new Hashtable { ["Program"] = "Supplier" }, "Archive");
        Vault.Store("Shop", ModuleHost.Credential(Shop), new Hashtable { ["Program"] = "Marketplace" });

        Assert.Equal("Marketplace Production US", VaultHost.Place(Vault.Connect("Shop")));
    }

    [Fact]
    public void A_name_with_wildcards_is_a_name()
    {
        Vault.Store("Shop 1", new Hashtable(), new Hashtable { ["Market"] = "CL" });
        Vault.Store("Shop [1]", ModuleHost.Credential(Shop), new Hashtable { ["Market"] = "MX" });

        Assert.Equal("Marketplace Production MX", VaultHost.Place(Vault.Connect("'Shop [1]' -Program Marketplace")));
    }

    [Fact]
    public void A_parameter_wins_over_the_profile_the_profile_over_metadata_and_metadata_over_the_default()
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("Market", "CA")), new Hashtable { ["Market"] = "MX", ["PartnerId"] = "777" });

        var session = Vault.Connect("Shop");

        Assert.Equal("Marketplace Production CA", VaultHost.Place(session));
        Assert.Equal("777", session.Properties["PartnerId"].Value);
        Assert.Equal("Marketplace Production US", VaultHost.Place(Vault.Connect("Shop -Market US")));
    }

    [Theory]
    [InlineData("Production", "Sandbox")]
    [InlineData("Sandbox", "Production")]
    public void A_credential_of_one_environment_is_never_sent_to_the_other(string asked, string stored)
    {
        Vault.Store("Box", VaultHost.Profile(Shop, ("Environment", stored)));

        var error = Vault.Refused($"Box -Environment {asked}");

        Assert.StartsWith("EnvironmentMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"secret 'Box' belongs to {stored}, but -Environment says {asked}. Nothing was sent.", error.Exception.Message);
        Assert.Empty(Vault.Gateway.Received.Snapshot());
    }

    [Fact]
    public void Of_several_names_the_first_that_Walmart_accepts_is_used_and_a_missing_one_is_skipped()
    {
        Vault.Store("Old", ModuleHost.Credential(Shop.ClientId, "no-longer-the-secret-of-anybody"));
        Vault.Store("New", ModuleHost.Credential(Shop));

        Assert.Equal("secret 'New'", Vault.Connect("Gone, Old, New -Program Marketplace").Properties["CredentialSource"].Value);
        Assert.Equal(2, Vault.Gateway.Received.Count("POST", "/v3/token"));
        Assert.StartsWith("SecretNotFound,", Vault.Refused("Gone, Lost").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_after_the_one_that_was_accepted_is_not_read()
    {
        Vault.Store("New", ModuleHost.Credential(Shop));

        Vault.Connect("New, Spare -Program Marketplace");

        Assert.DoesNotContain("Get-Secret Spare", Vault.Calls);
    }

    [Theory]
    [InlineData("function global:Get-Secret { $global:stolen = 'function' }; function global:Get-SecretInfo { $global:stolen = 'function' }")]
    [InlineData("function global:Steal { $global:stolen = 'alias' }; $null = $ExecutionContext.InvokeProvider.Item.Set('alias:Get-Secret', 'Steal'); $null = $ExecutionContext.InvokeProvider.Item.Set('alias:Get-SecretInfo', 'Steal')")]
    public void A_command_of_the_same_name_in_the_callers_scope_is_not_called(string hijack)
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop), new Hashtable { ["Program"] = "Marketplace" });

        var result = Vault.Run($"{hijack}; Connect-Walmart Shop -BaseUri $base; if ($stolen) {{ $stolen }} else {{ Get-WalmartSession }}");

        Assert.Equal("Marketplace Production US", VaultHost.Place(result.Single));
    }

    [Fact]
    public async Task Reads_are_one_at_a_time_in_the_process()
    {
        var inside = 0;
        var most = 0;
        void Read()
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.Yield();
            Interlocked.Decrement(ref inside);
        }

        Vault.Store("Shop", ModuleHost.Credential(Shop));
        Vault.OnRead = Read;
        var others = await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => VaultHost.StartAsync()));
        foreach (var other in others)
        {
            other.Store("Shop", ModuleHost.Credential(Shop));
            other.OnRead = Read;
        }

        await Task.WhenAll(others.Append(Vault).Select(v => Task.Run(() => v.Run("foreach ($i in 1..5) { Connect-Walmart Shop -Program Marketplace -BaseUri $base }").ThrowOnError())));

        Assert.Equal(1, most);
        foreach (var other in others)
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public void A_secret_that_was_rotated_is_read_again_with_one_warning()
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop));
        Vault.Connect("Shop -Program Marketplace");
        Vault.Gateway.RotateSecret(Shop.ClientId, "the-secret-after-the-rotation");
        Vault.Gateway.RevokeAll();
        Vault.Store("Shop", ModuleHost.Credential(Shop.ClientId, "the-secret-after-the-rotation"));

        var call = Vault.Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }");

        Assert.Single(call.Clean.Output);
        Assert.Equal("Walmart no longer accepts the credential that this session used (secret 'Shop'); it was read again, and the session now uses secret 'Shop'.", Assert.Single(call.Warnings));
    }

    [Fact]
    public void Test_takes_a_vault_secret_and_a_broken_vault_is_an_error_and_not_false()
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop));
        Assert.Equal(true, Vault.Run("Test-WalmartCredential Shop -Program Marketplace -BaseUri $base").Single.BaseObject);
        Vault.Vault()["Locked"] = true;

        var locked = Vault.Run("Test-WalmartCredential Shop -Program Marketplace -BaseUri $base");

        Assert.Empty(locked.Output);
        Assert.Equal("VaultLocked", locked.ErrorId);
    }

    [Fact]
    public void Nothing_prompts_where_no_one_can_answer()
    {
        Vault.Vault()["Locked"] = true;

        Assert.StartsWith("VaultLocked,", Vault.Refused("Shop").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.IsType<ParameterBindingException>(Vault.Run("Connect-Walmart -Credential $null").Error.Exception, exactMatch: false);
    }

    [Fact]
    public void A_client_id_that_is_no_text_is_refused()
    {
        foreach (var id in new object[] { new byte[] { 1 }, ModuleHost.Credential(Shop) })
        {
            Vault.Store("Shop", new Hashtable { ["ClientId"] = id, ["ClientSecret"] = Shop.ClientSecret });

            var error = Vault.Refused("Shop");

            Assert.StartsWith("SecretShapeNotSupported,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains($"has a ClientId that is a {id.GetType().Name}", error.Exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Vault.Gateway.Received.Snapshot());
    }

    [Fact]
    public void A_password_of_spaces_is_none()
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop.ClientId, "  "));

        Assert.StartsWith("SecretShapeNotSupported,", Vault.Refused("Shop").FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
