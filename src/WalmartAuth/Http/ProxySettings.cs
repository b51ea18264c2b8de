using System.Net;

namespace WalmartAuth.Http;

/// <summary>How a session reaches the network. Sessions with equal settings share one connection pool.</summary>
/// <param name="Address">The proxy's address; null for the machine's own setting.</param>
/// <param name="Credential">The proxy's user name and password.</param>
/// <param name="NoProxy">Bypass all proxies.</param>
internal sealed record ProxySettings(Uri? Address = null, NetworkCredential? Credential = null, bool NoProxy = false)
{
    public static readonly ProxySettings Default = new();

    /// <summary>The settings from the parameters.</summary>
    /// <exception cref="WalmartException">InvalidArgument: the address is not an absolute http or https address.</exception>
    public static ProxySettings Create(Uri? address, NetworkCredential? credential, bool noProxy) =>
        address is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? new(address, credential, noProxy)
            : throw new WalmartException(WalmartErrorId.InvalidArgument, HttpMessages.ProxyIsNotWebAddress(address.OriginalString), recommendedAction: HttpMessages.AddProxyScheme);

    // The password is compared too: a session must not use the authenticated connections of another one.
    public bool Equals(ProxySettings? other) =>
        other is not null && Address == other.Address && NoProxy == other.NoProxy
        && Credential?.UserName == other.Credential?.UserName && Credential?.Password == other.Credential?.Password;

    public override int GetHashCode() => (Address, NoProxy, Credential?.UserName).GetHashCode();

    public override string ToString() => NoProxy ? "no proxy" : Address?.ToString() ?? HttpMessages.MachinesProxy;
}
