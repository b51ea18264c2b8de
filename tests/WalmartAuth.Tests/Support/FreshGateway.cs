using System.Collections.Concurrent;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Support;

/// <summary>
/// Starts emulators on addresses that no earlier test used. A runspace that ends without Disconnect leaves its token in the
/// process until the token expires, as intended; an emulator with the address of an earlier one would receive that token.
/// </summary>
internal static class FreshGateway
{
    private static readonly ConcurrentDictionary<(string Site, Uri Address), bool> Used = new();

    public static async Task<GatewayEmulator> StartAsync(EmulatorOptions? options = null)
    {
        while (true)
        {
            var gateway = await GatewayEmulator.StartAsync(options, TestContext.Current.CancellationToken);
            if (IsNew(nameof(gateway.Marketplace), gateway.Marketplace)
                & IsNew(nameof(gateway.Supplier), gateway.Supplier)
                & IsNew(nameof(gateway.Sandbox), gateway.Sandbox))
            {
                return gateway;
            }

            await gateway.DisposeAsync();
        }
    }

    private static bool IsNew(string site, Uri address) => Used.TryAdd((site, address), true);
}
