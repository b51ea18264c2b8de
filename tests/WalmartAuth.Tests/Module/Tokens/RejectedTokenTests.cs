using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Tokens;

/// <summary>What a session does with a token that Walmart rejects, and with one that it shares or was brought along.</summary>
public sealed class RejectedTokenTests : IAsyncLifetime
{
    private readonly ModuleHost host = new();
    private GatewayEmulator gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await GatewayEmulator.StartAsync();

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task After_a_revocation_every_call_of_a_fan_out_is_resent_once_and_succeeds()
    {
        Connect();
        gateway.RevokeAll();
        var hold = gateway.Faults.Hold("/v3/orders");
        var running = Task.Run(() => host.Run("1..16 | Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -ThrottleLimit 16"));
        await hold.Arrived(16);
        hold.Release();

        var result = await running;

        Assert.Equal(16, result.Clean.Output.Count);
        Assert.Equal(2, TokenCalls);
        Assert.Equal(32, gateway.Received.Count("GET", "/v3/orders"));
        Assert.Equal(16L, host.Run("(Get-WalmartSession).Resends").Single.BaseObject);
    }

    [Fact]
    public void Disconnecting_one_session_leaves_another_with_the_same_credential_its_token()
    {
        Connect();
        var other = host.Run("Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential -NoDefault -PassThru").Single;

        host.Run("Disconnect-Walmart; Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -Session $other", ("other", other)).ThrowOnError();

        Assert.Equal(1, TokenCalls);
    }

    [Fact]
    public void A_rejected_fresh_token_is_tried_once_and_then_told()
    {
        Connect();
        gateway.Faults.Add(Fault.Of(FaultKind.Revoked401, "/v3/orders").Always());

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("TokenRejected", result.ErrorId);
        Assert.Contains("fresh token was rejected too", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, gateway.Received.Count("GET", "/v3/orders"));
        Assert.Equal(2, TokenCalls);
    }

    [Fact]
    public void A_token_brought_along_is_not_sent_after_its_end_and_never_renewed()
    {
        var result = host.Run("Connect-Walmart -BaseUri $base -Program Marketplace -AccessToken $token -ExpiresOn ([DateTimeOffset]::UtcNow.AddSeconds(-5)); Invoke-WalmartApi /v3/orders", ("base", gateway.Marketplace), ("token", ModuleHost.Secure("brought-along-token")));

        Assert.Equal("TokenExpired", result.ErrorId);
        Assert.Empty(gateway.Received.Snapshot());
    }

    [Fact]
    public void A_token_brought_along_that_Walmart_rejects_is_told_as_that()
    {
        var result = host.Run("Connect-Walmart -BaseUri $base -Program Marketplace -AccessToken $token; Invoke-WalmartApi /v3/orders", ("base", gateway.Marketplace), ("token", ModuleHost.Secure("brought-along-token")));

        Assert.Equal("TokenRejected", result.ErrorId);
        Assert.Equal(0, TokenCalls);
        Assert.Equal(1, gateway.Received.Count("GET", "/v3/orders"));
    }

    private int TokenCalls => gateway.Received.Count("POST", "/v3/token");

    private void Connect() => host.Run("Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential", ("base", gateway.Marketplace), ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction))).ThrowOnError();
}
