using System.Globalization;

namespace WalmartAuth.Messages;

/// <summary>Messages about a call that Walmart, a proxy or the network refused, and what to do next.</summary>
internal static class FailureMessages
{
    public static string WasAnsweredWith(string method, string path, string gatewayName, int statusCode, string said) =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1} ({2}) returned {3}{4}", method, path, gatewayName, statusCode, said);

    public const string NoStaticResource = "No static resource";

    public static string RetryGatewayAfter(string at) =>
        $"Walmart's gateway asks for a retry after {at}.";

    public static string RetryThrottledAfter(string at) =>
        $"Retry after {at}, call less often, or allow a longer wait with -MaximumWaitSec.";

    public static string GaveUp(int attempts, double seconds) =>
        string.Format(CultureInfo.InvariantCulture, " Gave up after {0} attempts in {1:0} s.", attempts, Math.Ceiling(seconds));

    /// <param name="method">GET and HEAD change nothing.</param>
    public static string Unknown(string method) =>
        method is "GET" or "HEAD" ? "" : $" This {method} may have taken effect: check before you retry it.";

    public const string NothingMatches = "Nothing matches; for a list this may just mean that it is empty. Check the id and the query.";

    public const string FileAddressHasExpired = "A file's address works for a short time and must not be changed: request a new one from Walmart, and download the file at once.";

    public const string NetworkRefused = "The call was refused by the network in front of Walmart's gateway, not by the gateway: check the address and your outgoing IP address, and give the CDN reference to Walmart's support.";

    public static string RouteMoved(string successor) =>
        $"Walmart moved this endpoint: use {successor}.";

    public const string NoSuchRoute = "This path does not exist. Check it; parameters belong in -Query, not in -Body.";

    public static string MethodNotAllowed(string method) =>
        $"The path exists, but not for {method}: check -Method.";

    public const string AddQueryParameter = "Add the parameter that the message names with -Query.";

    public const string AddHeader = "Add the header that the message names with -Headers.";

    public const string CorrectBody = "Correct the body: Walmart cannot read it, or a field has a value that it does not accept.";

    public const string UseAccept = "Request the type that the endpoint returns with -Accept, for example application/pdf for a label.";

    public const string SplitFile = "The file is too large for its feed type; split it.";

    public const string UseContentType = "Send the type that the endpoint accepts with -ContentType.";

    public const string ResourceIsBusy = "The resource is still being processed; retry later.";

    public static string GotNoAnswer(string target, string place, string cause) =>
        $"{target} ({place}) got no response: {cause}";

    public static string ProxyIsDown(string proxy, string message) =>
        $"{proxy} could not be reached: {message}.";

    public const string CheckProxy = "Check the proxy's address and that the proxy is running. If the network allows direct connections, -NoProxy bypasses it.";

    public static string NameIsUnknown(string host) =>
        $"the name {host} could not be resolved.";

    public static string RefusedConnection(string host, string port) =>
        $"{host}:{port} refused the connection.";

    public static string ConnectionFailed(string host, string message) =>
        $"the connection to {host} failed: {message}";

    public static string ConnectionBroke(string host, string message) =>
        $"the connection to {host} broke: {message}";

    public static string ProxyAsksForCredential(string proxy) =>
        $"{proxy} requires a user name and password, or rejected those that it received (407).";

    public const string AddProxyCredential = "Add -ProxyCredential (Get-Credential).";

    public static string ProxyRefuses(string proxy, string host, string status) =>
        $"{proxy} does not connect to {host} ({status}).";

    public static string AllowHostOnProxy(string host) =>
        $"Have the proxy's administrator allow {host}, or use another proxy with -Proxy.";

    public static string TlsFailed(string host, string message) =>
        $"the TLS connection to {host} failed: {message}";

    public static string CertificateOfAnotherHost(string host, string issuer) =>
        $"the certificate that {host} presents (issuer: {issuer}) was not issued for {host}.";

    public const string CheckAddress = "Check the address. If it is correct, something between this machine and Walmart is answering instead of Walmart.";

    public static string CertificateIsNotTrusted(string host, string issuer) =>
        $"this machine does not trust the certificate that {host} presents. Its issuer is {issuer}.";

    public const string TrustIssuer = "Walmart's certificates come from GlobalSign or DigiCert; another issuer is most likely a proxy that intercepts TLS. Have the proxy exempt the host, or add that issuer's root to the trust store of this machine (Windows: certlm.msc; Debian: /usr/local/share/ca-certificates and update-ca-certificates; a container: SSL_CERT_FILE).";

    public static string Proxy(string host, string port, string source) =>
        $"the proxy {host}:{port} (from {source})";

    public static string TimedOut(string target, string place, double seconds) =>
        string.Format(CultureInfo.InvariantCulture, "{0} ({1}) did not return a complete response within {2:0.###} s, the limit for one attempt (-TimeoutSec).", target, place, seconds);
}
