using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module;

/// <summary>The built module in the test's own engine, and an emulator.</summary>
public abstract class EmulatorTests : IAsyncLifetime
{
    internal ModuleHost Host { get; } = new();

    internal GatewayEmulator Gateway { get; private set; } = null!;

    internal int TokenCalls => Gateway.Received.Count("POST", "/v3/token");

    public virtual async ValueTask InitializeAsync()
    {
        ProcessContext.Check();
        Gateway = await FreshGateway.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await Gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
