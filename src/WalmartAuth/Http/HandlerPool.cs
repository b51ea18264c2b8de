using System.Net;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>
/// One message handler, and so one connection pool, per process and proxy setting, shared by all sessions: a new
/// connection for every call would cost more than the call. A handler carries no session state.
/// </summary>
internal sealed class HandlerPool
{
    /// <summary>The process's pool.</summary>
    public static readonly HandlerPool Shared = new(CreateHandler);

    /// <summary>How long an unused setting keeps its connections and the proxy's password.</summary>
    internal static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly Dictionary<ProxySettings, (PooledInvoker Invoker, RotatingHandler Handler, TimeSpan AskedFor)> entries = [];
    private readonly Func<ProxySettings, HttpMessageHandler> create;
    private readonly IClock clock;

    /// <param name="create">Creates a handler; tests replace the network here.</param>
    /// <param name="clock">The clock.</param>
    public HandlerPool(Func<ProxySettings, HttpMessageHandler> create, IClock? clock = null)
    {
        this.create = create;
        this.clock = clock ?? SystemClock.Instance;
    }

    /// <summary>The invoker for a proxy setting.</summary>
    public PooledInvoker Get(ProxySettings proxy)
    {
        lock (entries)
        {
            var now = clock.Monotonic;
            foreach (var idle in entries.Where(e => !e.Key.Equals(proxy) && now - e.Value.AskedFor >= IdleTime && now - e.Value.Handler.LastUsed >= IdleTime).Select(e => e.Key).ToList())
            {
                // A session that still has the invoker continues to use it; the next session gets a new one.
                entries.Remove(idle);
            }

            var entry = entries.TryGetValue(proxy, out var known) ? known : Create(proxy);
            entries[proxy] = (entry.Invoker, entry.Handler, now);
            return entry.Invoker;
        }
    }

    internal static HttpClientHandler CreateHandler(ProxySettings proxy) => new()
    {
        // A redirect may lead to another host, which must not see the token (contract §8), so redirects are followed manually.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        // .NET Framework allows two connections by default, which would serialize parallel calls.
        MaxConnectionsPerServer = 256,
        UseProxy = true,
        Proxy = new GatewayProxy(proxy, GatewayProxy.Machine),
        SslProtocols = ChooseProtocols(RuntimeInformation.FrameworkDescription, ServicePointManager.SecurityProtocol),
        ServerCertificateCustomValidationCallback = CertificateProblem.Check,
    };

    /// <summary>The TLS versions to offer; None lets the system choose.</summary>
    /// <remarks>
    /// Windows PowerShell uses the defaults of .NET Framework 4.5, which are only SSL 3 and TLS 1.0, and Walmart
    /// accepts neither. The setting of the process is not changed, because other code in the process uses it.
    /// </remarks>
    internal static SslProtocols ChooseProtocols(string framework, SecurityProtocolType processSetting) =>
        framework.StartsWith(".NET Framework", StringComparison.Ordinal) && processSetting != 0 && (processSetting & SecurityProtocolType.Tls12) == 0
            ? SslProtocols.Tls12
            : SslProtocols.None;

    private (PooledInvoker Invoker, RotatingHandler Handler, TimeSpan AskedFor) Create(ProxySettings proxy)
    {
        var handler = new RotatingHandler(() => create(proxy), clock);
        return (new PooledInvoker(handler, proxy), handler, default);
    }
}

/// <summary>The connections of a proxy setting.</summary>
internal sealed class PooledInvoker : HttpMessageInvoker
{
    public PooledInvoker(HttpMessageHandler handler, ProxySettings proxy)
        : base(handler) => Proxy = proxy;

    public ProxySettings Proxy { get; }
}
