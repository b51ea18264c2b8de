using System.Globalization;

namespace WalmartAuth.Messages;

/// <summary>A call that Walmart, a proxy or the network refused, and what to do next.</summary>
internal static class FailureMessages
{
    public static string WasAnsweredWith(string method, string path, string gatewayName, int statusCode, string said, string reference) =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1} ({2}) was answered with {3}{4}{5}", method, path, gatewayName, statusCode, said, reference);

    public const string NoStaticResource = "No static resource";

    public static string RetryGatewayAfter(string at) =>
        $"Walmart's gateway asks to be tried again after {at}. If the call was a write, look whether it arrived before you repeat it.";

    public static string RetryThrottledAfter(string at) =>
        $"Try again after {at}, call less often, or allow a longer wait with -MaximumWaitSec.";

    public const string NothingMatches = "Nothing matches; for a list this may just mean that it is empty. Check the id and the query.";

    public const string FileAddressHasExpired = "The address of a file is good for a short time and as it was given: ask Walmart for a new one, and fetch it at once.";

    public const string NetworkRefused = "The network in front of Walmart's gateway refused the call, not the gateway: check the address and the outgoing IP address, and give Walmart's support the CDN reference.";

    public static string RouteMoved(string successor) =>
        $"Walmart moved it: use {successor}.";

    public const string NoSuchRoute = "There is no such route. Check the path; parameters belong in -Query, not in -Body.";

    public static string MethodNotAllowed(string method) =>
        $"The path exists, but not for {method}: check -Method.";

    public const string AddQueryParameter = "Add the parameter that the message names with -Query.";

    public const string AddHeader = "Add the header that the message names with -Headers.";

    public const string CorrectBody = "Correct the body: Walmart cannot read it, or a field has a value that it does not accept.";

    public const string UseAccept = "Ask for the type that the endpoint gives with -Accept, for example application/pdf for a label.";

    public const string SplitFile = "The file is too large for its feed type; split it.";

    public const string UseContentType = "Send the type that the endpoint takes with -ContentType.";

    public const string ResourceIsBusy = "The resource is still being processed; try again later.";

    public static string GotNoAnswer(string target, string place, string cause) =>
        $"{target} ({place}) got no answer: {cause}";

    public static string ProxyIsDown(string proxy, string message) =>
        $"{proxy} could not be reached: {message}.";

    public const string CheckProxy = "Check the proxy's address and whether it is running; -NoProxy goes without one, where that is allowed.";

    public static string NameIsUnknown(string host) =>
        $"the name {host} could not be resolved.";

    public static string RefusedConnection(string host, string port) =>
        $"{host}:{port} refused the connection.";

    public static string ConnectionFailed(string host, string message) =>
        $"the connection to {host} failed: {message}";

    public static string ConnectionBroke(string host, string message) =>
        $"the connection to {host} broke: {message}";

    public static string ProxyAsksForCredential(string proxy) =>
        $"{proxy} asks for a user name and password, or does not accept those that were given (407).";

    public const string AddProxyCredential = "Add -ProxyCredential (Get-Credential).";

    public static string ProxyRefuses(string proxy, string host, string status) =>
        $"{proxy} does not connect to {host} ({status}).";

    public static string AllowHostOnProxy(string host) =>
        $"Ask for {host} to be allowed on the proxy, or name another one with -Proxy.";

    public static string TlsFailed(string host, string message) =>
        $"the TLS connection to {host} failed: {message}";

    public static string CertificateOfAnotherHost(string host, string issuer) =>
        $"the certificate that {host} presents (issuer: {issuer}) is not made out to {host}.";

    public const string CheckAddress = "Check the address. Where it is right, something between this machine and Walmart answers instead of Walmart.";

    public static string CertificateIsNotTrusted(string host, string issuer) =>
        $"this machine does not trust the certificate that {host} presents. Its issuer is {issuer}.";

    public const string TrustIssuer = "Walmart's certificates come from GlobalSign or DigiCert; another issuer is most likely a proxy that opens TLS. Have the proxy exempt the host, or add that issuer's root to the trust store of this machine (Windows: certlm.msc; Debian: /usr/local/share/ca-certificates and update-ca-certificates; a container: SSL_CERT_FILE).";

    public static string Proxy(string host, string port, string source) =>
        $"the proxy {host}:{port} (from {source})";

    public static string TimedOut(string target, string place, double seconds) =>
        string.Format(CultureInfo.InvariantCulture, "{0} ({1}) got no whole answer within {2:0.###} s, the time for one attempt (-TimeoutSec).", target, place, seconds);
}
