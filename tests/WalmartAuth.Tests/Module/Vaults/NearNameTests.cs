using System.Collections;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>The names that are suggested if a secret does not exist.</summary>
public sealed class NearNameTests : VaultTests
{
    [Theory]
    [InlineData("walmrt", "WALMART", true)]
    [InlineData("EU", "UU", true)]
    [InlineData("EU", "XX", false)]
    [InlineData("Walmart", "W", false)]
    [InlineData("Walmart", "al", false)]
    [InlineData("Walmart", "Wolf", false)]
    public void A_name_is_near(string asked, string stored, bool isNear)
    {
        Vault.Store(stored, new Hashtable());

        Assert.EndsWith(isNear ? $"There is no secret '{asked}'. Did you mean: {stored}?" : $"There is no secret '{asked}'.", Message(asked), StringComparison.Ordinal);
    }

    [Fact]
    public void The_requested_name_is_not_suggested()
    {
        var lists = 0;
        Vault.OnList = () =>
        {
            if (++lists > 1)
            {
                Vault.Store("Shop", new Hashtable());
            }
        };

        Assert.Equal("There is no secret 'Shop'.", Message("Shop"));
    }

    [Fact]
    public void Of_many_similar_names_five_are_reported()
    {
        for (var i = 0; i < 9; i++)
        {
            Vault.Store($"Walmart{i}", new Hashtable());
        }

        Assert.Equal(5, Message("Walmart").Split("mean: ")[1].Split(", ").Length);
    }

    [Fact]
    public void In_a_vault_that_was_named_only_its_own_names_are_near()
    {
        Vault.AddVault("Archive");
        Vault.Store("Walmart", new Hashtable(), vault: "Archive");

        Assert.Equal("There is no secret 'Walmrt' of vault 'Local'.", Message("Walmrt -Vault Local"));
    }

    [Fact]
    public void Names_that_cannot_be_had_do_not_hide_the_error()
    {
        Vault.OnList = Vault.RemoveVaults;

        Assert.Equal("There is no secret 'Shop' of vault 'Local'.", Message("Shop -Vault Local"));
    }

    [Fact]
    public void Of_several_missing_names_the_first_is_reported()
    {
        Assert.Equal("There is no secret 'Gone'.", Message("Gone, Lost"));
    }

    private string Message(string arguments)
    {
        var error = Vault.Refused(arguments);
        Assert.StartsWith("SecretNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        return error.Exception.Message;
    }
}
