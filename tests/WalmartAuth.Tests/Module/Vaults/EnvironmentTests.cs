using WalmartAuth.Credentials;
using WalmartAuth.Emulator;
using WalmartAuth.Sessions;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>The values of environment variables, and the errors for invalid ones.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public void Every_key_of_a_profile_can_be_set_in_variables()
    {
        var profile = Read(("CLIENT_ID", "an-id"), ("CLIENT_SECRET", "a-secret"), ("ENVIRONMENT", "sandbox"), ("MARKET", "ca"), ("PROGRAM", "marketplace"),
            ("CHANNEL_TYPE", DefaultAccounts.Channel.ToUpperInvariant()), ("PARTNER_ID", "10001"), ("REFRESH_TOKEN", "a-refresh-token"));

        Assert.Equal(("an-id", "a-secret"), (profile.Credential.ClientId, profile.Credential.Secret.Reveal()));
        Assert.Equal((WalmartEnvironment.Sandbox, WalmartMarket.CA, WalmartProgram.Marketplace), (profile.Environment, profile.Market, profile.Program));
        Assert.Equal((DefaultAccounts.Channel, "10001", "a-refresh-token"), (profile.ChannelType, profile.PartnerId, profile.RefreshToken!.Reveal()));
        Assert.Equal("environment variables", profile.Source);
    }

    [Fact]
    public void A_variable_that_is_blank_says_nothing()
    {
        var profile = Read(("CLIENT_ID", "an-id"), ("CLIENT_SECRET", "a-secret"), ("ENVIRONMENT", ""), ("MARKET", " "), ("PROGRAM", ""), ("CHANNEL_TYPE", " "), ("PARTNER_ID", " "), ("REFRESH_TOKEN", " "));

        Assert.Equal((null, null, null), (profile.Environment, profile.Market, profile.Program));
        Assert.Equal((null, null, null), (profile.ChannelType, profile.PartnerId, profile.RefreshToken));
    }

    [Theory]
    [InlineData(null, null, "The environment variables WALMART_CLIENT_ID and WALMART_CLIENT_SECRET are not set, or empty.", "WALMART_CLIENT_ID")]
    [InlineData("an-id", null, "The environment variable WALMART_CLIENT_SECRET is not set, or empty.", "WALMART_CLIENT_SECRET")]
    [InlineData(" ", "a-secret", "The environment variable WALMART_CLIENT_ID is not set, or empty.", "WALMART_CLIENT_ID")]
    public void A_variable_that_is_missing_or_blank_is_named_with_what_to_set(string? id, string? secret, string message, string first)
    {
        var error = Assert.Throws<WalmartException>(() => Read(("CLIENT_ID", id), ("CLIENT_SECRET", secret)));

        Assert.Equal(WalmartErrorId.SecretNotFound, error.ErrorId);
        Assert.Equal(message, error.Message);
        Assert.Equal(first, error.Target);
        Assert.StartsWith("Set WALMART_CLIENT_ID and WALMART_CLIENT_SECRET in the environment of this process", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ENVIRONMENT", "test", "is not one of")]
    [InlineData("MARKET", "UK", "is not one of US, CA, MX, CL")]
    [InlineData("PROGRAM", "1", "is not one of")]
    [InlineData("CHANNEL_TYPE", "zzz", "is not a GUID")]
    public void An_invalid_value_is_reported_with_its_variable(string name, string value, string why)
    {
        var error = Assert.Throws<WalmartException>(() => Read(("CLIENT_ID", "an-id"), ("CLIENT_SECRET", "a-secret"), (name, value)));

        Assert.Equal(WalmartErrorId.SecretShapeNotSupported, error.ErrorId);
        Assert.StartsWith($"The value of the environment variable WALMART_{name} {why}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_proxy_and_token_vault_can_be_set_in_variables()
    {
        var profile = Read(("CLIENT_ID", "an-id"), ("CLIENT_SECRET", "a-secret"), ("BASE_URI", "http://127.0.0.1:5080"), ("PROXY", "http://proxy.example:3128"), ("TOKEN_VAULT", "Fleet"));

        Assert.Equal(("http://127.0.0.1:5080/", "http://proxy.example:3128/", "Fleet"), (profile.BaseUri!.AbsoluteUri, profile.Proxy!.AbsoluteUri, profile.TokenVault));
    }

    [Theory]
    [InlineData("https://marketplace.walmartapis.com", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("https://marketplace.walmartapis.com.example", false)]
    [InlineData("http://marketplace.walmartapis.com", false)]
    public void A_variable_sends_the_credential_to_this_machine_and_Walmart_only(string address, bool isAllowed)
    {
        var profile = Read(("CLIENT_ID", "an-id"), ("CLIENT_SECRET", "a-secret"), ("BASE_URI", address));

        var error = Record.Exception(() => GatewayResolver.Resolve(new ConnectionSettings { AllowUntrustedHost = true }, profile));

        Assert.Equal(isAllowed ? null : WalmartErrorId.HostNotAllowed, (error as WalmartException)?.ErrorId);
    }

    [Theory]
    [InlineData("2026-11-26T12:00:00Z")]
    [InlineData("2026-11-26T13:00:00+01:00")]
    [InlineData("2026-11-26 12:00:00Z")]
    [InlineData("1795694400")]
    public void A_step_without_the_secret_is_given_a_token_and_its_end(string end)
    {
        var profile = Read(("ACCESS_TOKEN", "a-token"), ("ACCESS_TOKEN_EXPIRES_ON", end), ("PROGRAM", "Marketplace"), ("CLIENT_ID", "an-id"));

        Assert.Equal("a-token", profile.Token!.Value.Reveal());
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero), profile.Token.ExpiresOn);
        Assert.Equal((WalmartProgram.Marketplace, "environment variable WALMART_ACCESS_TOKEN"), (profile.Program!.Value, profile.Source));
    }

    [Theory]
    [InlineData("11/26/2026 12:00:00")]
    [InlineData("tomorrow")]
    [InlineData("-5")]
    [InlineData("1795694400000000")]
    public void An_end_of_another_form_is_refused(string end)
    {
        var error = Assert.Throws<WalmartException>(() => Read(("ACCESS_TOKEN", "a-token"), ("ACCESS_TOKEN_EXPIRES_ON", end)));

        Assert.StartsWith("The value of the environment variable WALMART_ACCESS_TOKEN_EXPIRES_ON is neither", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Id_and_secret_win_over_the_token_and_a_secret_alone_is_an_error()
    {
        Assert.Null(Read(("CLIENT_ID", "an-id"), ("CLIENT_SECRET", "a-secret"), ("ACCESS_TOKEN", "a-token")).Token);

        var error = Assert.Throws<WalmartException>(() => Read(("CLIENT_SECRET", "a-secret"), ("ACCESS_TOKEN", "a-token")));
        Assert.Equal("WALMART_CLIENT_ID", error.Target);
    }

    [Fact]
    public void Another_prefix_names_other_variables()
    {
        var profile = new EnvironmentCredentialSource("SHOP_2").Read(name => name switch { "SHOP_2_CLIENT_ID" => "an-id", "SHOP_2_CLIENT_SECRET" => "a-secret", _ => null });

        Assert.Equal("an-id", profile.Credential.ClientId);
        Assert.Contains("SHOP_2_CLIENT_ID and SHOP_2_CLIENT_SECRET", Assert.Throws<WalmartException>(() => new EnvironmentCredentialSource("SHOP_2").Read(_ => null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AZURE")]
    [InlineData("Azure")]
    [InlineData("SHOP_")]
    [InlineData("2SHOP")]
    [InlineData("SHOP*")]
    [InlineData("")]
    public void A_prefix_is_a_name_and_not_that_of_Azure(string prefix) =>
        Assert.Equal(WalmartErrorId.InvalidArgument, Assert.Throws<WalmartException>(() => new EnvironmentCredentialSource(prefix)).ErrorId);

    private static CredentialProfile Read(params (string Name, string? Value)[] variables) =>
        new EnvironmentCredentialSource().Read(name => variables.FirstOrDefault(v => "WALMART_" + v.Name == name).Value);
}
