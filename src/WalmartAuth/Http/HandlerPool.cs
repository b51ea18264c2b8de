using System.Collections.Concurrent;
using System.Net;

namespace WalmartAuth.Http;

/// <summary>
/// One message handler, and so one connection pool, for the process and each proxy setting, shared by all sessions
/// (a connection for every call costs more than the call). Nothing hangs on a handler that belongs to a session.
/// </summary>
internal sealed class HandlerPool
{
    /// <summary>The process's pool.</summary>
    public static readonly HandlerPool Shared = new(CreateHandler);

    private readonly ConcurrentDictionary<ProxySettings, Lazy<HttpMessageInvoker>> invokers = new();
    private readonly Func<ProxySettings, HttpMessageHandler> create;

    /// <param name="create">Makes a handler; the seam at which tests take the network's place.</param>
    public HandlerPool(Func<ProxySettings, HttpMessageHandler> create) => this.create = create;

    /// <summary>The invoker for a proxy setting.</summary>
    public HttpMessageInvoker Get(ProxySettings proxy) =>
        invokers.GetOrAdd(proxy, p => new Lazy<HttpMessageInvoker>(() => new HttpMessageInvoker(create(p)))).Value;

    internal static HttpClientHandler CreateHandler(ProxySettings proxy)
    {
        var handler = new HttpClientHandler
        {
            // A redirect may lead to another host, which must not see the token (contract §8): followed by hand.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            // .NET Framework allows two by default, which would serialize a fan-out.
            MaxConnectionsPerServer = 256,
            UseProxy = !proxy.NoProxy,
        };
        if (!proxy.NoProxy && proxy.Address is not null)
        {
            handler.Proxy = new WebProxy(proxy.Address) { Credentials = proxy.Credential, BypassProxyOnLocal = false };
        }
        else if (proxy.Credential is not null)
        {
            handler.DefaultProxyCredentials = proxy.Credential;
        }

        return handler;
    }
}
