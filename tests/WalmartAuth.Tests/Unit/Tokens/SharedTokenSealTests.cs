using System.Text;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>The sealed value in a vault, and values that cannot be opened.</summary>
public sealed class SharedTokenSealTests
{
    private static readonly DateTimeOffset Issued = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Gateway Gateway = new() { BaseAddress = new Uri("https://gateway.example/"), Program = WalmartProgram.Marketplace };
    private static readonly SharedTokenSeal Seal = For(Gateway);
    private static readonly string Value = Seal.Seal(new SharedToken(new SecretText("token-1"), Issued, TimeSpan.FromMinutes(15)));

    public static TheoryData<string> OtherPlaces => ["address", "program", "market", "partner", "channel", "client"];

    [Fact]
    public void A_process_with_the_same_credential_opens_it()
    {
        var opened = For(Gateway).Open(Value, Issued.AddMinutes(5));

        Assert.Equal("token-1", opened!.Value.Reveal());
        Assert.Equal(Issued, opened.IssuedOn);
        Assert.Equal(TimeSpan.FromMinutes(15), opened.Life);
    }

    [Fact]
    public void Name_and_value_are_what_Key_Vault_takes_and_show_nothing()
    {
        Assert.Matches("^WalmartAuth-Token-[0-9a-f]{32}$", Seal.Name);
        Assert.Matches("^[0-9A-Za-z_-]+$", Value);
        Assert.DoesNotContain("token-1", Encoding.Latin1.GetString(Convert.FromBase64String(Value.Replace('-', '+').Replace('_', '/').PadRight((Value.Length + 3) / 4 * 4, '='))), StringComparison.Ordinal);
        Assert.NotEqual(Value, Seal.Seal(new SharedToken(new SecretText("token-1"), Issued, TimeSpan.FromMinutes(15))));
    }

    [Fact]
    public void A_value_of_which_one_character_differs_opens_nothing()
    {
        for (var i = 0; i < Value.Length - 1; i++)
        {
            var damaged = Value[..i] + (Value[i] == 'A' ? 'B' : 'A') + Value[(i + 1)..];
            Assert.True(Seal.Open(damaged, Issued) is null, $"opened although character {i} differs");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("removed")]
    [InlineData("not base64!")]
    [InlineData("AQ")]
    public void What_is_no_sealed_token_opens_nothing(string value) => Assert.Null(Seal.Open(value, Issued));

    [Fact]
    public void A_shortened_value_opens_nothing()
    {
        Assert.All(Enumerable.Range(0, Value.Length), length => Assert.Null(Seal.Open(Value[..length], Issued)));
    }

    [Theory]
    [InlineData("another-secret-of-nobody")]
    [InlineData("a-secret-of-nobodY")]
    public void A_wrong_or_rotated_client_secret_opens_nothing(string secret) => Assert.Null(For(Gateway, secret: secret).Open(Value, Issued));

    [Theory]
    [MemberData(nameof(OtherPlaces))]
    public void Another_place_has_another_name_and_opens_nothing(string what)
    {
        var other = what switch
        {
            "address" => For(Gateway with { BaseAddress = new Uri("https://other.example/") }),
            "program" => For(Gateway with { Program = WalmartProgram.Supplier }),
            "market" => For(Gateway with { Market = WalmartMarket.CA }),
            "partner" => For(Gateway with { PartnerId = "seller-2" }),
            "channel" => For(Gateway with { ChannelType = "0f3e4dd4-0514-4346-b39d-af0e00ea066d" }),
            _ => For(Gateway, client: "another-client"),
        };

        Assert.NotEqual(Seal.Name, other.Name);
        Assert.Null(other.Open(Value, Issued));
    }

    [Fact]
    public void The_token_of_the_client_is_not_mistaken_for_that_of_a_seller()
    {
        var seller = For(Gateway, type: GrantType.RefreshToken);

        Assert.Equal(Seal.Name, seller.Name);
        Assert.Null(seller.Open(Value, Issued));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(840, true)]
    [InlineData(841, false)]
    [InlineData(901, false)]
    [InlineData(-60, true)]
    [InlineData(-61, false)]
    public void The_end_is_judged_by_UTC_with_a_minute_to_spare(int seconds, bool opens) => Assert.Equal(opens, Seal.Open(Value, Issued.AddSeconds(seconds)) is not null);

    private static SharedTokenSeal For(Gateway gateway, string client = "client-id-0123456789", string secret = "a-secret-of-nobody", GrantType type = GrantType.ClientCredentials) =>
        new(gateway, new TokenGrant(new ClientCredential(client, new SecretText(secret))) { Type = type });
}
