using System.Net;

namespace WalmartAuth.Http;

/// <summary>
/// The proxy of a session. Loopback never uses it: requests to this machine are trusted because they do not
/// leave it, but .NET would send them to the proxy in the environment variables.
/// </summary>
internal sealed class GatewayProxy : IWebProxy
{
    private readonly IWebProxy? inner;

    /// <param name="settings">The session's settings.</param>
    /// <param name="machine">The machine's own setting; null if it has none.</param>
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

    /// <summary>The proxy for a request to the address, and the source of the setting; null for no proxy.</summary>
    public static (Uri Address, string Source)? Find(ProxySettings settings, Uri destination)
    {
        var proxy = new GatewayProxy(settings, Machine);
        return proxy.GetProxy(destination) is { } address && address != destination
            ? (address, settings.Address is null ? HttpMessages.ProxySettingOfMachine : "-Proxy")
            : null;
    }

    /// <summary>The machine's own setting: on .NET the variables HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, or else the system's setting.</summary>
    public static IWebProxy? Machine => WebRequest.DefaultWebProxy;
}
