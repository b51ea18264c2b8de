namespace WalmartAuth.Http;

/// <summary>Walmart's hosts (contract §1), and which addresses may be given a credential at all.</summary>
internal static class GatewayAddress
{
    public static readonly Uri Marketplace = new("https://marketplace.walmartapis.com/");
    public static readonly Uri Supplier = new("https://api-gateway.walmart.com/");
    public static readonly Uri Sandbox = new("https://sandbox.walmartapis.com/");

    /// <summary>The base address of a program in an environment.</summary>
    public static Uri ForProgram(WalmartProgram program, WalmartEnvironment environment) =>
        environment == WalmartEnvironment.Sandbox ? Sandbox
        : program == WalmartProgram.Marketplace ? Marketplace
        : Supplier;

    /// <summary>
    /// True for Walmart's API hosts over https and for loopback. Look-alike portals exist, so a credential goes nowhere
    /// else unless the user says so (contract §1).
    /// </summary>
    public static bool IsTrusted(Uri address) => address.IsLoopback || (address.Scheme == Uri.UriSchemeHttps && IsWalmart(address));

    /// <summary>True for a host of Walmart's gateways.</summary>
    public static bool IsWalmart(Uri address) =>
        address.Host.EndsWith(".walmartapis.com", StringComparison.OrdinalIgnoreCase)
        || string.Equals(address.Host, Supplier.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when both addresses have scheme, host and port in common.</summary>
    public static bool SameHost(Uri one, Uri other) =>
        one.Port == other.Port
        && string.Equals(one.Scheme, other.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>The address with exactly one slash at its end and without query and fragment, so that paths can be joined to it.</summary>
    public static Uri Normalize(Uri address) => new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
}
