using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Tokens;

/// <summary>What a session does with a rejected token, including shared tokens and tokens passed with -AccessToken.</summary>
public sealed class RejectedTokenTests : EmulatorTests
{
    [Fact]
    public async Task After_a_revocation_every_call_of_a_fan_out_is_resent_once_and_succeeds()
    {
        Connect();
        Gateway.RevokeAll();
        var hold = Gateway.Faults.Hold("/v3/orders");
        var running = Task.Run(() => Host.Run("1..16 | Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -ThrottleLimit 16"));
        await hold.Arrived(16);
        hold.Release();

        var result = await running;

        Assert.Equal(16, result.Clean.Output.Count);
        Assert.Equal(2, TokenCalls);
        Assert.Equal(32, Gateway.Received.Count("GET", "/v3/orders"));
        Assert.Equal(16L, Host.Run("(Get-WalmartSession).Retries").Single.BaseObject);
    }

    [Fact]
    public void Disconnecting_one_session_leaves_another_with_the_same_credential_its_token()
    {
        Connect();
        var other = Host.Run("Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential -SessionName other -NoDefault -PassThru").Single;

        Host.Run("Disconnect-Walmart; Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -Session $other", ("other", other)).ThrowOnError();

        Assert.Equal(1, TokenCalls);
    }

    [Fact]
    public void A_rejected_new_token_is_tried_once_and_then_reported()
    {
        Connect();
        Gateway.Faults.Add(Fault.Of(FaultKind.Revoked401, "/v3/orders").Always());

        var result = Host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("TokenRejected", result.ErrorId);
        Assert.Contains("new token was rejected too", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, Gateway.Received.Count("GET", "/v3/orders"));
        Assert.Equal(2, TokenCalls);
    }

    [Fact]
    public void A_supplied_token_is_not_sent_after_its_expiry_and_never_renewed()
    {
        var result = Host.Run("Connect-Walmart -BaseUri $base -Program Marketplace -AccessToken $token -ExpiresOn ([DateTimeOffset]::UtcNow.AddSeconds(-5)); Invoke-WalmartApi /v3/orders", ("base", Gateway.Marketplace), ("token", ModuleHost.Secure("brought-along-token")));

        Assert.Equal("TokenExpired", result.ErrorId);
        Assert.Empty(Gateway.Received.Snapshot());
    }

    [Fact]
    public void A_supplied_token_that_Walmart_rejects_is_reported_as_that()
    {
        var result = Host.Run("Connect-Walmart -BaseUri $base -Program Marketplace -AccessToken $token; Invoke-WalmartApi /v3/orders", ("base", Gateway.Marketplace), ("token", ModuleHost.Secure("brought-along-token")));

        Assert.Equal("TokenRejected", result.ErrorId);
        Assert.Equal(0, TokenCalls);
        Assert.Equal(1, Gateway.Received.Count("GET", "/v3/orders"));
    }

    private void Connect() => Host.Run("Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential", ("base", Gateway.Marketplace), ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction))).ThrowOnError();
}
