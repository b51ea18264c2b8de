namespace WalmartAuth.Http;

/// <summary>Walmart's hosts (contract §1), and which addresses may receive a credential.</summary>
internal static class GatewayAddress
{
    public static readonly Uri Marketplace = new("https://marketplace.walmartapis.com/");
    public static readonly Uri Supplier = new("https://api-gateway.walmart.com/");
    public static readonly Uri SupplierAurora = new("https://aurora-api-gateway.prod.walmart.com/");
    public static readonly Uri Sandbox = new("https://sandbox.walmartapis.com/");

    /// <summary>The base address of a program in an environment.</summary>
    public static Uri ForProgram(WalmartProgram program, WalmartEnvironment environment) =>
        environment == WalmartEnvironment.Sandbox ? Sandbox
        : program == WalmartProgram.Marketplace ? Marketplace
        : Supplier;

    /// <summary>
    /// True for Walmart's API hosts over https and for loopback. Look-alike portals exist, so a credential is sent nowhere
    /// else unless the user allows it (contract §1).
    /// </summary>
    public static bool IsTrusted(Uri address) => address.IsLoopback || (address.Scheme == Uri.UriSchemeHttps && IsWalmart(address));

    /// <summary>True for a host of Walmart's gateways.</summary>
    /// <remarks>Checked against the name that .NET connects to: <see cref="Uri.Host"/> accepts characters that end a name during resolution.</remarks>
    public static bool IsWalmart(Uri address) => AsciiHost(address) is { } host
        && (host.EndsWith(".walmartapis.com", StringComparison.OrdinalIgnoreCase)
            || string.Equals(host, Supplier.Host, StringComparison.OrdinalIgnoreCase)
            || string.Equals(host, SupplierAurora.Host, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for a host of the Supplier program.</summary>
    public static bool IsSupplier(Uri address) => SameHost(address, Supplier) || SameHost(address, SupplierAurora);

    /// <summary>The other Walmart APIs that an address belongs to, whose keys do not work here (contract §12); null for any other address.</summary>
    public static string? OtherApis(Uri address) =>
        address.Host is "developer.api.walmart.com" or "developer.api.us.walmart.com" ? HttpMessages.AdvertisingApis
        : address.AbsolutePath.IndexOf("/identity/oauth/", StringComparison.OrdinalIgnoreCase) >= 0 ? HttpMessages.CarrierApis
        : null;

    /// <summary>True if both addresses have the same scheme, host and port.</summary>
    public static bool SameHost(Uri one, Uri other) =>
        one.Port == other.Port
        && string.Equals(one.Scheme, other.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    private static string? AsciiHost(Uri address)
    {
        try
        {
            return address.IdnHost is { Length: > 0 } host && host.All(c => c <= '~') ? host : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    /// <summary>The address with exactly one slash at its end and without query and fragment, so that paths can be joined to it.</summary>
    public static Uri Normalize(Uri address) => new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
}
