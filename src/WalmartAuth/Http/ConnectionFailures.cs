using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using WalmartAuth.Errors;

namespace WalmartAuth.Http;

/// <summary>Calls that got no answer, told apart: name, connection, TLS, a broken connection, time.</summary>
internal static class ConnectionFailures
{
    /// <param name="exception">What went wrong.</param>
    /// <param name="request">The call.</param>
    /// <param name="gateway">Where it went.</param>
    /// <param name="secrets">Takes out what was sent: the runtime quotes a header line that it cannot read, and a gateway may echo in one.</param>
    public static WalmartException Describe(Exception exception, ApiRequest request, Gateway gateway, Scrubber secrets) =>
        new(WalmartErrorId.ConnectionFailed, secrets.Scrub($"{request.Target} ({gateway.Place}) got no answer: {Cause(exception, request.Address)}"), secrets.Finds(exception.ToString()) ? null : exception, request.Target);

    public static WalmartException TimedOut(ApiRequest request, Gateway gateway) =>
        new(WalmartErrorId.Timeout, string.Format(CultureInfo.InvariantCulture, "{0} ({1}) got no whole answer within {2:0.###} s, the time for one attempt (-TimeoutSec).", request.Target, gateway.Place, request.Timeout.TotalSeconds), target: request.Target);

    /// <summary>The cause in words.</summary>
    public static string Cause(Exception exception, Uri address)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                    return $"the name {address.Host} could not be resolved.";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return $"{address.Host}:{address.Port.ToString(CultureInfo.InvariantCulture)} refused the connection.";
                case AuthenticationException:
                    return $"the TLS connection to {address.Host} failed: {e.Message}";
                case SocketException:
                    return $"the connection to {address.Host} failed: {e.Message}";
            }
        }

        return $"the connection to {address.Host} broke: {Innermost(exception).Message}";
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
