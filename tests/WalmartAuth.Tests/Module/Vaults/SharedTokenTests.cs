using WalmartAuth.Common;
using WalmartAuth.Emulator;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>Sessions that share their token through a vault. A disconnected session leaves nothing in memory, so the next one behaves like one in another process.</summary>
public sealed class SharedTokenTests : VaultTests
{
    private const string Connect = "Connect-Walmart Shop -Program Marketplace -BaseUri $base -TokenVault Tokens";
    private static readonly EmulatedAccount Shop = DefaultAccounts.MarketplaceProduction;

    private int TokenCalls => Vault.Gateway.Received.Count("POST", "/v3/token");

    private string SharedName => ((System.Collections.Hashtable)Vault.Vault("Tokens")["Secrets"]!).Keys.Cast<string>().Single();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Vault.Store("Shop", ModuleHost.Credential(Shop));
        Vault.AddVault("Tokens");
    }

    [Fact]
    public void The_next_process_takes_the_token_from_the_vault()
    {
        var first = Session(Vault.Run($"{Connect} -PassThru"));
        Assert.Equal((WalmartTokenSource.Requested, "Tokens", 0L), (first.TokenSource, first.TokenVault, first.SharedTokenHits));
        Vault.Run("Disconnect-Walmart").ThrowOnError();

        var second = Session(Vault.Run($"{Connect} -PassThru"));
        Vault.Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }").ThrowOnError();

        Assert.Equal((WalmartTokenSource.Shared, 1L, 0L), (second.TokenSource, second.SharedTokenHits, second.TokenRequests));
        Assert.Equal(1, TokenCalls);
        Assert.Matches("^WalmartAuth-Token-[0-9a-f]{32}$", SharedName);
    }

    [Fact]
    public void Without_a_token_vault_nothing_is_written()
    {
        Vault.Run("Connect-Walmart Shop -Program Marketplace -BaseUri $base").ThrowOnError();

        Assert.DoesNotContain(Vault.Calls, c => c.StartsWith("Set-Secret", StringComparison.Ordinal));
    }

    [Fact]
    public void The_profile_may_name_the_token_vault()
    {
        Vault.Store("Profile", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("TokenVault", "Tokens")));

        Assert.Equal("Tokens", Session(Vault.Run("Connect-Walmart Profile -BaseUri $base -PassThru")).TokenVault);
        Assert.NotNull(Vault.Stored(SharedName, "Tokens"));
    }

    [Fact]
    public void A_revoked_token_costs_one_more_request()
    {
        Vault.Run($"{Connect}; Disconnect-Walmart; {Connect}").ThrowOnError();
        Vault.Gateway.RevokeAll();

        Vault.Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }").ThrowOnError();
        Vault.Run($"Disconnect-Walmart; {Connect}; Invoke-WalmartApi /v3/orders -Query @{{ limit = 1 }}").ThrowOnError();

        Assert.Equal(2, TokenCalls);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_value_that_does_not_open_is_ignored_and_replaced_and_verbose_output_says_so(string value)
    {
        Vault.Run($"{Connect}; Disconnect-Walmart").ThrowOnError();
        Vault.Store(SharedName, value, vault: "Tokens");

        var result = Vault.Run($"{Connect} -Verbose; Disconnect-Walmart");

        result.ThrowOnError();
        Assert.Empty(result.Warnings);
        Assert.Single(result.Verbose, v => v.StartsWith("Shop: the shared token in vault 'Tokens' is not used", StringComparison.Ordinal));
        Assert.Equal(WalmartTokenSource.Shared, Session(Vault.Run($"{Connect} -PassThru")).TokenSource);
        Assert.Equal(2, TokenCalls);
    }

    [Fact]
    public void A_token_that_was_shared_with_another_client_secret_is_not_used()
    {
        Vault.Run($"{Connect}; Disconnect-Walmart").ThrowOnError();
        Vault.Store("Shop", ModuleHost.Credential(Shop with { ClientSecret = "wrong-but-long-enough-to-be-a-secret" }));

        Assert.Equal("CredentialRejected", Vault.Run(Connect).ErrorId);
    }

    [Fact]
    public void Test_asks_Walmart_and_leaves_the_vault_alone()
    {
        Vault.Store("Profile", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("TokenVault", "Tokens")));
        Vault.Run($"{Connect}; Disconnect-Walmart").ThrowOnError();
        var before = Vault.Calls.Count(c => c.EndsWith("Tokens", StringComparison.Ordinal));

        Assert.Equal(true, Vault.Run("Test-WalmartCredential Profile -BaseUri $base").Single.BaseObject);

        Assert.Equal(before, Vault.Calls.Count(c => c.EndsWith("Tokens", StringComparison.Ordinal)));
        Assert.Equal(2, TokenCalls);
    }

    [Theory]
    [InlineData("ReadOnly", "The secret store is read-only.")]
    [InlineData("Fails", "The vault is on fire.")]
    public void A_vault_that_fails_costs_one_warning_and_no_call(string how, string why)
    {
        Vault.Vault("Tokens")[how] = why;

        var result = Vault.Run($"{Connect}; Get-WalmartToken -ForceRefresh | Out-Null; Invoke-WalmartApi /v3/orders -Query @{{ limit = 1 }} | Out-Null");

        result.ThrowOnError();
        Assert.StartsWith("Shop: the access token is not shared for the next 5 minutes.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains(why, Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_vault_that_is_not_registered_costs_one_warning_and_no_call()
    {
        var result = Vault.Run("Connect-Walmart Shop -Program Marketplace -BaseUri $base -TokenVault Nowhere");

        result.ThrowOnError();
        Assert.Contains("No vault named 'Nowhere'", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Disconnect-Walmart")]
    [InlineData("Get-WalmartSession")]
    [InlineData("Select-WalmartSession Shop")]
    public void A_token_that_was_renewed_after_the_last_cmdlet_is_written_by_the_next_one(string next)
    {
        RenewBetweenCmdlets();

        Vault.Run(next).ThrowOnError();

        Assert.Equal(2, Vault.Calls.Count(c => c.StartsWith("Set-Secret", StringComparison.Ordinal)));
        Vault.Run($"Disconnect-Walmart; {Connect}").ThrowOnError();
        Assert.Equal(2, TokenCalls);
    }

    [Fact]
    public void Test_writes_no_token()
    {
        RenewBetweenCmdlets();

        Vault.Run("Test-WalmartCredential -Session Shop").ThrowOnError();

        Assert.Single(Vault.Calls, c => c.StartsWith("Set-Secret", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shared_token_is_removed_on_request()
    {
        Vault.Run($"{Connect}; Disconnect-Walmart -RemoveSharedToken -WhatIf").ThrowOnError();
        Assert.Single(Vault.Run("Get-WalmartSession").Output);

        Vault.Run("Disconnect-Walmart -RemoveSharedToken").ThrowOnError();

        Assert.Empty(Vault.Run("Get-WalmartSession").Output);
        Assert.Equal("removed", Vault.Stored(SharedName, "Tokens"));
        Vault.Run(Connect).ThrowOnError();
        Assert.Equal(2, TokenCalls);
    }

    [Fact]
    public void A_shared_token_that_cannot_be_removed_is_an_error_and_the_session_stays()
    {
        Vault.Run(Connect).ThrowOnError();
        Vault.Vault("Tokens")["ReadOnly"] = "The secret store is read-only.";

        Assert.Equal("VaultFailed", Vault.Run("Disconnect-Walmart -RemoveSharedToken").ErrorId);
        Assert.Single(Vault.Run("Get-WalmartSession").Output);
    }

    [Fact]
    public void Disconnect_leaves_the_shared_token_for_other_processes()
    {
        Vault.Run($"{Connect}; Disconnect-Walmart; {Connect}").ThrowOnError();

        Assert.Equal(1, TokenCalls);
    }

    // Like a background renewal that ends after its cmdlet.
    private void RenewBetweenCmdlets()
    {
        var session = Session(Vault.Run($"{Connect} -PassThru"));
        var lease = ((CredentialTokenProvider)session.Tokens).Lease;
        var budget = new CallBudget(TokenClient.Foreground, TimeSpan.FromSeconds(100), session.Clock, NullOutput.Instance);
        lease.GetTokenAsync(TokenRequestMode.Force, null, budget, vault: null, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static WalmartSession Session(ScriptResult result) => (WalmartSession)result.Single.BaseObject;
}
