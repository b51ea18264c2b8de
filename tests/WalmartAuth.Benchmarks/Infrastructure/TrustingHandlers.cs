using System.Net.Http;
using WalmartAuth.Http;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>The module's own message handlers, which also trust the emulator's certificate.</summary>
internal static class TrustingHandlers
{
    public static HandlerPool Create() => new(CreateHandler);

    public static HttpMessageHandler CreateHandler(ProxySettings proxy)
    {
        var handler = HandlerPool.CreateHandler(proxy);
        handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
        return handler;
    }
}
