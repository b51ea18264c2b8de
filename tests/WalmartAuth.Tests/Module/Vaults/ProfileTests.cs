using System.Collections;
using System.Management.Automation;
using System.Security;
using WalmartAuth.Credentials;
using WalmartAuth.Emulator;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>How the values of a profile are read, and their precedence.</summary>
public sealed class ProfileTests : VaultTests
{
    private const string OtherChannel = "11111111-2222-3333-4444-555555555555";
    private static readonly EmulatedAccount Shop = DefaultAccounts.MarketplaceProduction;
    private static readonly EmulatedAccount Provider = DefaultAccounts.SolutionProvider;

    [Fact]
    public void Space_around_a_value_does_no_harm()
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, ("Program", " Marketplace"), ("Market", "ca\n")));

        Assert.Equal("Marketplace Production CA", VaultHost.Place(Vault.Connect("Shop")));
    }

    [Fact]
    public void A_known_key_in_another_case_is_not_told_as_unknown()
    {
        Vault.Store("Shop", new Hashtable { ["clientid"] = Shop.ClientId, ["CLIENTSECRET"] = Shop.ClientSecret, ["program"] = "Marketplace" });

        Assert.Empty(Vault.Run("Connect-Walmart Shop -BaseUri $base").Warnings);
    }

    [Fact]
    public void A_number_is_no_market()
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("Market", "1")));

        Assert.Contains("is not one of US, CA, MX, CL", Vault.Refused("Shop").Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_type_is_sent_in_its_usual_form()
    {
        Vault.Store("Bound", VaultHost.Profile(DefaultAccounts.ChannelBound, ("Program", "Marketplace"), ("ChannelType", $"{{{DefaultAccounts.Channel.ToUpperInvariant()}}}")));

        Vault.Connect("Bound");

        Assert.Equal(DefaultAccounts.Channel, TokenCall().Headers["WM_CONSUMER.CHANNEL.TYPE"]);
    }

    [Fact]
    public void A_channel_type_that_is_not_a_GUID_is_reported_with_the_place_of_the_right_one()
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, ("ChannelType", "zzz")));

        Assert.Contains("that you received from Walmart at onboarding, or leave it out", Vault.Refused("Shop").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_profile_says_wins_over_every_key_of_its_metadata()
    {
        Vault.Store(
            "Box",
            VaultHost.Profile(DefaultAccounts.MarketplaceSandbox, ("Program", "Marketplace"), ("Environment", "Sandbox"), ("Market", "CA"), ("ChannelType", DefaultAccounts.Channel), ("PartnerId", "1")),
            new Hashtable { ["Program"] = "Supplier", ["Environment"] = "Production", ["Market"] = "MX", ["ChannelType"] = OtherChannel, ["PartnerId"] = "2" });

        var session = Vault.Run("Connect-Walmart Box -BaseUri $sandbox -PassThru").Single;

        Assert.Equal("Marketplace Sandbox CA", VaultHost.Place(session));
        Assert.Equal("1", session.Properties["PartnerId"].Value);
        Assert.Equal(DefaultAccounts.Channel, TokenCall().Headers["WM_CONSUMER.CHANNEL.TYPE"]);
    }

    [Fact]
    public void A_parameter_wins_over_every_key_of_a_profile()
    {
        Vault.Store("Provider", VaultHost.Profile(Provider, ("Program", "Supplier"), ("Market", "CA"), ("ChannelType", OtherChannel), ("PartnerId", "2"), ("RefreshToken", "the-refresh-token-of-somebody-else")));
        Vault.Host.Runspace.SessionStateProxy.SetVariable("refresh", ModuleHost.Secure(Provider.RefreshToken!));

        var session = Vault.Connect($"Provider -Program Marketplace -Market MX -ChannelType {DefaultAccounts.Channel} -PartnerId {Provider.PartnerId} -RefreshToken $refresh");

        Assert.Equal("Marketplace Production MX", VaultHost.Place(session));
        Assert.Equal(Provider.PartnerId, session.Properties["PartnerId"].Value);
        Assert.Equal(DefaultAccounts.Channel, TokenCall().Headers["WM_CONSUMER.CHANNEL.TYPE"]);
    }

    [Theory]
    [InlineData(false, "has no user name, which should be the client id")]
    [InlineData(true, "has no password, which should be the client secret")]
    public void A_PSCredential_that_lacks_a_part_is_refused(bool hasUser, string why)
    {
        var credential = hasUser ? new PSCredential(Shop.ClientId, new SecureString()) : ModuleHost.Credential(" ", Shop.ClientSecret);
        Vault.Store("Shop", credential);
        Vault.Host.Runspace.SessionStateProxy.SetVariable("credential", credential);

        foreach (var (arguments, name) in new[] { ("Shop", "secret 'Shop'"), ("-Credential $credential", "credential that was given") })
        {
            var error = Vault.Refused(arguments);
            Assert.StartsWith("SecretShapeNotSupported,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal($"The {name} does not contain a client id and secret: it {why}.", error.Exception.Message);
            Assert.Equal(name, error.TargetObject);
        }

        Assert.Empty(Vault.Gateway.Received.Snapshot());
    }

    [Fact]
    public void The_client_secret_of_a_profile_may_be_the_password_of_a_PSCredential()
    {
        Vault.Store("Shop", new Hashtable { ["ClientId"] = Shop.ClientId, ["ClientSecret"] = ModuleHost.Credential(Shop), ["Program"] = "Marketplace" });

        Assert.Equal("Marketplace Production US", VaultHost.Place(Vault.Connect("Shop")));
    }

    [Fact]
    public void A_value_that_an_extension_written_in_PowerShell_gives_wrapped_is_the_value()
    {
        var profile = SecretParser.Read(new Hashtable { ["ClientId"] = new PSObject("an-id"), ["ClientSecret"] = new PSObject("a-secret"), ["PartnerId"] = new PSObject(" ") }, "a secret", Assert.Fail);

        Assert.Equal(("an-id", "a-secret", null), (profile.Credential.ClientId, profile.Credential.Secret.Reveal(), profile.PartnerId));
    }

    [Fact]
    public void A_blank_value_of_a_profile_or_its_metadata_says_nothing()
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, ("Program", " "), ("PartnerId", " ")), new Hashtable { ["Program"] = "Marketplace", ["Market"] = "" });

        var session = Vault.Connect("Shop");

        Assert.Equal("Marketplace Production US", VaultHost.Place(session));
        Assert.Null(session.Properties["PartnerId"].Value);
    }

    [Theory]
    [InlineData("-Credential $credential", "parameter -Credential")]
    [InlineData("Shop", "secret 'Shop'")]
    public void The_session_says_where_its_credential_came_from(string arguments, string source)
    {
        Vault.Store("Shop", ModuleHost.Credential(Shop));
        Vault.Host.Runspace.SessionStateProxy.SetVariable("credential", ModuleHost.Credential(Shop));

        Assert.Equal(source, Vault.Connect($"{arguments} -Program Marketplace").Properties["CredentialSource"].Value);
    }

    private ReceivedRequest TokenCall() => Assert.Single(Vault.Gateway.Received.Snapshot(), r => r.Path == "/v3/token");
}
