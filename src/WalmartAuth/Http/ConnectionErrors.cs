using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>Calls that got no answer, told apart: name, connection, TLS, a broken connection, time.</summary>
internal static class ConnectionErrors
{
    /// <summary>True for what an attempt that got no whole answer ends with: no connection, a broken one, or its time.</summary>
    public static bool EndsAttempt(Exception exception) =>
        exception is OperationCanceledException or HttpRequestException or IOException or SocketException or ObjectDisposedException;

    /// <summary>The error of an attempt that nobody cancelled.</summary>
    /// <param name="exception">What it ended with.</param>
    /// <param name="isOver">True once its time is over: what ends it in the middle of its body may look like a broken connection.</param>
    /// <param name="request">The call.</param>
    /// <param name="address">Where it went last: a redirect may have led it to another host.</param>
    /// <param name="gateway">Where it went.</param>
    /// <param name="secrets">Takes out what was sent: the runtime quotes a header line that it cannot read, and a gateway may echo in one.</param>
    public static WalmartException Create(Exception exception, bool isOver, ApiRequest request, Uri address, Gateway gateway, Func<SecretRedactor> secrets)
    {
        if (isOver || exception is OperationCanceledException)
        {
            return TimedOut(request, gateway);
        }

        var scrubber = secrets();
        var (stage, cause) = Explain(exception, address);
        return new WalmartException(WalmartErrorId.ConnectionFailed, scrubber.Redact($"{request.Target} ({Place(request, gateway)}) got no answer: {cause}"), scrubber.Contains(exception.ToString()) ? null : exception, request.Target)
        {
            Stage = stage,
        };
    }

    /// <summary>How far it came, and the cause in words.</summary>
    internal static (ConnectionStage Stage, string Cause) Explain(Exception exception, Uri address)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                // .NET Framework says it in a way of its own.
                case WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure }:
                    return (ConnectionStage.Name, $"the name {address.Host} could not be resolved.");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return (ConnectionStage.Tcp, $"{address.Host}:{address.Port.ToString(CultureInfo.InvariantCulture)} refused the connection.");
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return (ConnectionStage.Tls, $"the TLS connection to {address.Host} failed: {e.Message}");
                case SocketException:
                    return (ConnectionStage.Tcp, $"the connection to {address.Host} failed: {e.Message}");
            }
        }

        return (ConnectionStage.Tcp, $"the connection to {address.Host} broke: {Innermost(exception).Message}");
    }

    private static WalmartException TimedOut(ApiRequest request, Gateway gateway) =>
        new(WalmartErrorId.Timeout, string.Format(CultureInfo.InvariantCulture, "{0} ({1}) got no whole answer within {2:0.###} s, the time for one attempt (-TimeoutSec).", request.Target, Place(request, gateway), request.Timeout.TotalSeconds), target: request.Target);

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

/// <summary>How far a call came that got no answer.</summary>
internal enum ConnectionStage
{
    /// <summary>The host's name could not be resolved.</summary>
    Name,

    /// <summary>The connection could not be made, or broke.</summary>
    Tcp,

    /// <summary>The two sides found no common, trusted encryption.</summary>
    Tls,
}
