using WalmartAuth.Credentials;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>What the environment variables may say, and what is said when they do not.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public void All_that_a_profile_holds_may_stand_in_variables()
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
    [InlineData("CHANNEL_TYPE", "zzz", "is no GUID")]
    public void A_value_that_does_not_do_is_told_with_the_variable_that_holds_it(string name, string value, string why)
    {
        var error = Assert.Throws<WalmartException>(() => Read(("CLIENT_ID", "an-id"), ("CLIENT_SECRET", "a-secret"), (name, value)));

        Assert.Equal(WalmartErrorId.SecretShapeNotSupported, error.ErrorId);
        Assert.StartsWith($"The value of the environment variable WALMART_{name} {why}", error.Message, StringComparison.Ordinal);
    }

    private static CredentialProfile Read(params (string Name, string? Value)[] variables) =>
        EnvironmentCredentialSource.Read(name => variables.FirstOrDefault(v => "WALMART_" + v.Name == name).Value);
}
