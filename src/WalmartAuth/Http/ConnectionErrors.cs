using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>Distinguishes the causes of calls without a response: name resolution, proxy, connection, TLS, broken connection, timeout.</summary>
internal static class ConnectionErrors
{
    // The message text of .NET, which has no property for this on netstandard2.0.
    private static readonly Regex TunnelStatus = new(@"proxy tunnel request .* failed with status code '(\d{3})'", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>True for the ways in which an attempt without a complete response ends: no connection, a broken connection, or a timeout.</summary>
    public static bool EndsAttempt(Exception exception) =>
        exception is OperationCanceledException or HttpRequestException or IOException or SocketException or ObjectDisposedException;

    /// <summary>The error of an attempt that was not cancelled.</summary>
    /// <param name="exception">The exception that ended it.</param>
    /// <param name="isOver">True once its time is over: a timeout in the middle of the body may look like a broken connection.</param>
    /// <param name="request">The call.</param>
    /// <param name="route">The last address, and the proxy used.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="authorization">The authorization: .NET quotes a header line that it cannot read, and a gateway may echo there what it received.</param>
    public static WalmartException Create(Exception exception, bool isOver, ApiRequest request, ConnectionRoute route, Gateway gateway, RequestAuthorization? authorization)
    {
        if (isOver || exception is OperationCanceledException)
        {
            return TimedOut(request, gateway);
        }

        var redactor = RequestSecrets.RedactorFor(request, authorization, route.Address);
        var (stage, cause, nextStep) = Explain(exception, route);
        return new WalmartException(WalmartErrorId.ConnectionFailed, redactor.Redact(FailureMessages.GotNoAnswer(request.Target, Place(request, gateway), cause)), redactor.Contains(exception.ToString()) ? null : exception, request.Target, (nextStep ?? NextSteps.ConnectionFailed) + Unknown(request))
        {
            Stage = stage,
        };
    }

    /// <summary>The stage reached, the cause, and the next step if there is a better one than the default.</summary>
    internal static (ConnectionStage Stage, string Cause, string? NextStep) Explain(Exception exception, ConnectionRoute route)
    {
        var host = route.Address.Host;
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case HttpRequestException when TunnelStatus.Match(e.Message) is { Success: true } tunnel && route.Proxy is { } proxy:
                    return ExplainTunnel(proxy, tunnel.Groups[1].Value, host);
                case SocketException or WebException { Status: WebExceptionStatus.ProxyNameResolutionFailure } when route.Proxy is { } proxy:
                    return (ConnectionStage.Proxy, FailureMessages.ProxyIsDown(Describe(proxy), e.Message.TrimEnd('.')), FailureMessages.CheckProxy);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                // .NET Framework reports this differently.
                case WebException { Status: WebExceptionStatus.NameResolutionFailure }:
                    return (ConnectionStage.Name, FailureMessages.NameIsUnknown(host), null);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return (ConnectionStage.Tcp, FailureMessages.RefusedConnection(host, route.Address.Port.ToString(CultureInfo.InvariantCulture)), null);
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return ExplainTls(e, route);
                case SocketException:
                    return (ConnectionStage.Tcp, FailureMessages.ConnectionFailed(host, e.Message), null);
            }
        }

        return (ConnectionStage.Tcp, FailureMessages.ConnectionBroke(host, Innermost(exception).Message), null);
    }

    private static (ConnectionStage Stage, string Cause, string? NextStep) ExplainTunnel((Uri Address, string Source) proxy, string status, string host) => status switch
    {
        "407" => (ConnectionStage.Proxy, FailureMessages.ProxyAsksForCredential(Describe(proxy)), FailureMessages.AddProxyCredential),
        _ => (ConnectionStage.Proxy, FailureMessages.ProxyRefuses(Describe(proxy), host, status), FailureMessages.AllowHostOnProxy(host)),
    };

    private static (ConnectionStage Stage, string Cause, string? NextStep) ExplainTls(Exception exception, ConnectionRoute route)
    {
        var host = route.Address.Host;
        return route.Certificate is not { } problem ? (ConnectionStage.Tls, FailureMessages.TlsFailed(host, exception.Message), null)
            : (problem.Errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0
            ? (ConnectionStage.Tls, FailureMessages.CertificateOfAnotherHost(host, problem.Issuer), FailureMessages.CheckAddress)
            : (ConnectionStage.Tls, FailureMessages.CertificateIsNotTrusted(host, problem.Issuer), FailureMessages.TrustIssuer);
    }

    private static string Describe((Uri Address, string Source) proxy) => FailureMessages.Proxy(proxy.Address.Host, proxy.Address.Port.ToString(CultureInfo.InvariantCulture), proxy.Source);

    private static WalmartException TimedOut(ApiRequest request, Gateway gateway) =>
        new(WalmartErrorId.Timeout, FailureMessages.TimedOut(request.Target, Place(request, gateway), request.Timeout.TotalSeconds), target: request.Target, recommendedAction: NextSteps.Timeout + Unknown(request));

    // A token request can be retried without side effects.
    private static string Unknown(ApiRequest request) => request.IsTokenRequest ? "" : FailureMessages.Unknown(request.Method.Method);

    private static string Place(ApiRequest request, Gateway gateway) => request.IsAnonymous ? request.Address.Host : gateway.DisplayName;

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}

/// <summary>The route of a request.</summary>
/// <param name="Address">The last address: a redirect may have led to another host.</param>
/// <param name="Proxy">The proxy used, and the source of the setting.</param>
/// <param name="Certificate">Why the certificate was refused.</param>
internal sealed record ConnectionRoute(Uri Address, (Uri Address, string Source)? Proxy = null, CertificateProblem? Certificate = null);

/// <summary>The stage that a call without a response reached.</summary>
internal enum ConnectionStage
{
    /// <summary>The host's name could not be resolved.</summary>
    Name,

    /// <summary>The proxy could not be reached, or refused.</summary>
    Proxy,

    /// <summary>The connection could not be established, or broke.</summary>
    Tcp,

    /// <summary>TLS could not be negotiated, or the certificate is not trusted.</summary>
    Tls,
}
