using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>Calls that got no answer, told apart: name, proxy, connection, TLS, a broken connection, time.</summary>
internal static class ConnectionErrors
{
    // The words of .NET, which has no property for it on netstandard2.0.
    private static readonly Regex TunnelStatus = new(@"proxy tunnel request .* failed with status code '(\d{3})'", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>True for what an attempt that did not answer completely ends with: no connection, a broken one, or its time.</summary>
    public static bool EndsAttempt(Exception exception) =>
        exception is OperationCanceledException or HttpRequestException or IOException or SocketException or ObjectDisposedException;

    /// <summary>The error of an attempt that was not cancelled.</summary>
    /// <param name="exception">What it ended with.</param>
    /// <param name="isOver">True once its time is over: what ends it in the middle of its body may look like a broken connection.</param>
    /// <param name="request">The call.</param>
    /// <param name="route">Where it went last, and by which way.</param>
    /// <param name="gateway">Where it went.</param>
    /// <param name="authorization">What authorized it: the runtime quotes a header line that it cannot read, and a gateway may echo in one what it was sent.</param>
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

    /// <summary>How far it came, the cause, and the next step where there is a better one than the usual.</summary>
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
                // .NET Framework says it in a way of its own.
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

    // A token request changes nothing that a retry could do twice.
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

/// <summary>The way of a request.</summary>
/// <param name="Address">Where it went last: a redirect may have led it to another host.</param>
/// <param name="Proxy">The proxy that it went through, and where the setting comes from.</param>
/// <param name="Certificate">Why the certificate was refused.</param>
internal sealed record ConnectionRoute(Uri Address, (Uri Address, string Source)? Proxy = null, CertificateProblem? Certificate = null);

/// <summary>How far a call came that got no answer.</summary>
internal enum ConnectionStage
{
    /// <summary>The host's name could not be resolved.</summary>
    Name,

    /// <summary>The proxy could not be reached, or refused.</summary>
    Proxy,

    /// <summary>The connection could not be made, or broke.</summary>
    Tcp,

    /// <summary>The two sides found no common, trusted encryption.</summary>
    Tls,
}
