using System.Reflection;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>Which sessions share a token.</summary>
public sealed class TokenKeyTests
{
    private readonly Gateway gateway = new() { BaseAddress = GatewayAddress.Marketplace, Program = WalmartProgram.Marketplace, PartnerId = "1", ChannelType = "c" };

    [Fact]
    public void The_same_credential_at_the_same_gateway_is_one_key()
    {
        Assert.Equal(TokenKey.Compute(gateway, Grant()), TokenKey.Compute(gateway with { }, Grant()));
    }

    [Fact]
    public void Whatever_makes_one_token_differ_from_another_makes_another_key()
    {
        var key = TokenKey.Compute(gateway, Grant());
        var others = new[]
        {
            TokenKey.Compute(gateway with { BaseAddress = GatewayAddress.Sandbox }, Grant()),
            TokenKey.Compute(gateway with { Program = WalmartProgram.Supplier }, Grant()),
            TokenKey.Compute(gateway with { Market = WalmartMarket.MX }, Grant()),
            TokenKey.Compute(gateway with { PartnerId = "2" }, Grant()),
            TokenKey.Compute(gateway with { ChannelType = "d" }, Grant()),
            TokenKey.Compute(gateway with { PartnerId = "1c", ChannelType = "" }, Grant()),
            TokenKey.Compute(gateway, Grant("other-id")),
            TokenKey.Compute(gateway, Grant(secret: "another-secret")),
            TokenKey.Compute(gateway, Grant() with { RefreshToken = new SecretText("r") }),
            TokenKey.Compute(gateway, Grant() with { RefreshToken = new SecretText("s") }),
            TokenKey.Compute(gateway, Grant() with { Code = new SecretText("c") }),
            TokenKey.Compute(gateway, Grant() with { Code = new SecretText("d") }),
            TokenKey.Compute(gateway, Grant() with { Type = GrantType.RefreshToken }),
        };

        Assert.Equal(others.Length + 1, others.Append(key).Distinct().Count());
    }

    [Fact]
    public void A_key_holds_nothing_of_the_secret()
    {
        var key = TokenKey.Compute(gateway, Grant()).ToString();

        Assert.DoesNotContain("the-secret", key, StringComparison.Ordinal);
        Assert.DoesNotContain("id-of-client", key, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        var secret = new SecretText("canary-canary");

        Assert.Equal("***", secret.ToString());
        Assert.DoesNotContain(typeof(SecretText).GetProperties(BindingFlags.Public | BindingFlags.Instance), p => p.PropertyType != typeof(int));
        secret.Dispose();
        Assert.Equal(WalmartErrorId.NotConnected, Assert.Throws<WalmartException>(secret.Reveal).ErrorId);
    }

    private static TokenGrant Grant(string id = "id-of-client", string secret = "the-secret") => new(new ClientCredential(id, new SecretText(secret)));
}
