using System.Net;

namespace WalmartAuth.Http;

/// <summary>
/// The proxy of a session. Loopback never goes through it: what is sent to this machine is trusted because it does not
/// leave it, but .NET would send it to the proxy of the environment.
/// </summary>
internal sealed class GatewayProxy : IWebProxy
{
    private readonly IWebProxy? inner;

    /// <param name="settings">What the session says.</param>
    /// <param name="machine">The machine's own setting; null where it has none.</param>
    public GatewayProxy(ProxySettings settings, IWebProxy? machine)
    {
        inner = settings.NoProxy ? null
            : settings.Address is { } address ? new WebProxy(address) { BypassProxyOnLocal = false }
            : machine;
        Credentials = settings.Credential ?? inner?.Credentials;
    }

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : inner!.GetProxy(destination);

    public bool IsBypassed(Uri host) => inner is null || host.IsLoopback || inner.IsBypassed(host);

    /// <summary>The proxy that a request to the address goes through, and where the setting comes from; null where it goes through none.</summary>
    public static (Uri Address, string Source)? Find(ProxySettings settings, Uri destination)
    {
        var proxy = new GatewayProxy(settings, Machine);
        return proxy.GetProxy(destination) is { } address && address != destination
            ? (address, settings.Address is null ? HttpMessages.ProxySettingOfMachine : "-Proxy")
            : null;
    }

    /// <summary>The machine's own setting: on .NET the variables HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, else the system's.</summary>
    public static IWebProxy? Machine => WebRequest.DefaultWebProxy;
}
