using WalmartAuth.Http;

namespace WalmartAuth.Diagnostics;

/// <summary>Where the way to Walmart's gateway ended: at the name, at the connection, at TLS, or at a gateway that does not work.</summary>
internal static class Reachability
{
    /// <summary>The place in words; null for an error by which the gateway shows that it works.</summary>
    /// <param name="error">What a call failed with.</param>
    /// <param name="isTokenCall">True for the token call, which every gateway has; it does not have every other call.</param>
    public static string? EndedAt(WalmartException error, bool isTokenCall) => error.ErrorId switch
    {
        WalmartErrorId.ConnectionFailed => error.Stage switch
        {
            ConnectionStage.Name => "Name resolution",
            ConnectionStage.Tls => "TLS",
            ConnectionStage.Proxy => "Proxy",
            _ => "TCP",
        },
        WalmartErrorId.Timeout or WalmartErrorId.GatewayUnavailable or WalmartErrorId.InvalidResponse => "Gateway",
        WalmartErrorId.NotFound when isTokenCall => "Gateway",

        // A page of the network in front of the gateway (contract §5).
        WalmartErrorId.RequestFailed when error is WalmartApiException { StatusCode: 403 } => "Gateway",
        _ => null,
    };
}
