using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using WalmartAuth.Errors;

namespace WalmartAuth.Http;

/// <summary>Calls that got no answer, told apart: name, connection, TLS, a broken connection, time.</summary>
internal static class ConnectionFailures
{
    /// <param name="exception">What went wrong.</param>
    /// <param name="request">The call.</param>
    /// <param name="address">Where it went last: a redirect may have led it to another host.</param>
    /// <param name="gateway">Where it went.</param>
    /// <param name="secrets">Takes out what was sent: the runtime quotes a header line that it cannot read, and a gateway may echo in one.</param>
    public static WalmartException Describe(Exception exception, ApiRequest request, Uri address, Gateway gateway, Scrubber secrets)
    {
        var (stage, cause) = Explain(exception, address);
        return new WalmartException(WalmartErrorId.ConnectionFailed, secrets.Scrub($"{request.Target} ({Place(request, gateway)}) got no answer: {cause}"), secrets.Finds(exception.ToString()) ? null : exception, request.Target)
        {
            Stage = stage,
        };
    }

    public static WalmartException TimedOut(ApiRequest request, Gateway gateway) =>
        new(WalmartErrorId.Timeout, string.Format(CultureInfo.InvariantCulture, "{0} ({1}) got no whole answer within {2:0.###} s, the time for one attempt (-TimeoutSec).", request.Target, Place(request, gateway), request.Timeout.TotalSeconds), target: request.Target);

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

    private static string Place(ApiRequest request, Gateway gateway) => request.IsAnonymous ? request.Address.Host : gateway.Place;

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
