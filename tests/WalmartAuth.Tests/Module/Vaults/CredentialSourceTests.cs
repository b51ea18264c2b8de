using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>How errors describe the source of an unusable credential.</summary>
public sealed class CredentialSourceTests : VaultTests
{
    private static readonly EmulatedAccount Shop = DefaultAccounts.MarketplaceProduction;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Vault.Store("Old", ModuleHost.Credential(Shop.ClientId, "no-longer-the-secret-of-anybody"));
        Vault.Store("Older", ModuleHost.Credential(Shop.ClientId, "the-one-before-that-0123456789"));
    }

    [Theory]
    [InlineData("Old", "Source: secret 'Old'.")]
    [InlineData("Old, Older", "Tried: secret 'Old', secret 'Older'.")]
    public void A_rejection_names_every_secret_that_was_tried(string names, string says)
    {
        var error = Vault.Refused($"{names} -Program Marketplace");

        Assert.StartsWith("CredentialRejected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.EndsWith(says, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_no_longer_exists_is_reported_with_the_rejection()
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop));
        Vault.Connect("Shop -Program Marketplace");
        Vault.Gateway.RotateSecret(Shop.ClientId, "the-secret-after-the-rotation");
        Vault.Gateway.RevokeAll();
        ((System.Collections.Hashtable)Vault.Vault()["Secrets"]!).Remove("Shop");

        var call = Vault.Run("1..3 | Invoke-WalmartApi /v3/orders");

        Assert.All(call.Errors, e => Assert.StartsWith("CredentialRejected,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Contains("reading it again failed: There is no secret 'Shop'", Assert.Single(call.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_type_that_is_not_a_GUID_is_refused_from_every_source()
    {
        Vault.Store("Profile", VaultHost.Profile(Shop, ("ChannelType", "zzz")));
        Vault.Store("Described", ModuleHost.Credential(Shop), new System.Collections.Hashtable { ["ChannelType"] = "zzz" });

        foreach (var name in new[] { "Profile", "Described" })
        {
            var error = Vault.Refused(name);
            Assert.StartsWith("SecretShapeNotSupported,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("is not a GUID", error.Exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Vault.Gateway.Received.Snapshot());
    }

    [Fact]
    public void A_code_and_a_refresh_token_exclude_each_other()
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop));

        Vault.Host.Runspace.SessionStateProxy.SetVariable("text", ModuleHost.Secure("any-code-or-token-of-nobody"));

        var error = Vault.Refused("Shop -PartnerId 1 -RedirectUri https://partner.example/ -RefreshToken $text -AuthorizationCode $text");

        Assert.StartsWith("InvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Vault.Gateway.Received.Snapshot());
    }

    [Theory]
    [InlineData("-DynamicSandbox")]
    [InlineData("-DynamicSandbox -Environment Sandbox -Market CA")]
    public void A_dynamic_sandbox_is_there_for_the_sandbox_of_the_US_only(string parameters)
    {
        Assert.StartsWith("InvalidArgument,", Vault.Refused("Old " + parameters).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Vault.Gateway.Received.Snapshot());
    }

    [Fact]
    public void A_source_that_is_switched_off_is_none()
    {
        var error = Vault.Refused("-FromEnvironment:$false");

        Assert.StartsWith("InvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-FromEnvironment is $false", error.Exception.Message, StringComparison.Ordinal);
    }
}
