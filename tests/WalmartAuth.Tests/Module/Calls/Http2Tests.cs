using WalmartAuth.Common;
using WalmartAuth.Emulator;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>Calls over https, with a gateway that offers HTTP/2 and HTTP/1.1.</summary>
[Collection("ModuleContext")]
public sealed class Http2Tests : IAsyncLifetime
{
    private readonly ModuleContext kept = ModuleContext.Current;
    private readonly ModuleHost host = new();
    private GatewayEmulator gateway = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await FreshGateway.StartAsync(new EmulatorOptions { Https = true });

        // The module's own handler, which also trusts this certificate.
        ModuleContext.Current = new ModuleContext(SystemClock.Instance, new HandlerPool(proxy =>
        {
            var handler = HandlerPool.CreateHandler(proxy);
            handler.ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == gateway.Certificate!.Thumbprint;
            return handler;
        }));
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        ModuleContext.Current = kept;
        await gateway.DisposeAsync();
    }

    [Fact]
    public void All_calls_of_a_fan_out_go_over_one_connection_of_HTTP_2()
    {
        var result = host.Run(
            "Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential; 1..64 | Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -ThrottleLimit 16",
            ("base", gateway.Marketplace),
            ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction)));

        Assert.Equal(64, result.Clean.Output.Count);
        var received = gateway.Received.Snapshot();
        Assert.Equal(65, received.Count);
        Assert.All(received, r => Assert.Equal("HTTP/2", r.Protocol));
        Assert.Single(received.Select(r => r.Connection).Distinct());
    }
}
