using System.Net.Http.Headers;

namespace WalmartAuth.Http;

/// <summary>Writes the headers of every request to the gateway (contract §2, §4).</summary>
internal static class GatewayHeaders
{
    /// <summary>The headers of any request: service name, correlation id, market, channel, and requested media type.</summary>
    public static void AddCommon(HttpRequestHeaders headers, Gateway gateway, string correlationId, string? accept = null)
    {
        headers.TryAddWithoutValidation(HeaderNames.ServiceName, HeaderNames.ServiceNameValue);
        HeaderGuard.Add(headers, HeaderNames.CorrelationId, correlationId);
        HeaderGuard.Add(headers, "Accept", accept ?? "application/json");
        if (gateway.Market != WalmartMarket.US)
        {
            headers.TryAddWithoutValidation(HeaderNames.Market, gateway.MarketCode);
        }

        if (gateway.ChannelType is not null)
        {
            HeaderGuard.Add(headers, HeaderNames.ChannelType, gateway.ChannelType);
        }
    }

    /// <summary>The additional headers of an API call.</summary>
    public static void AddCall(HttpRequestHeaders headers, Gateway gateway)
    {
        if (gateway.Market != WalmartMarket.US)
        {
            headers.TryAddWithoutValidation(HeaderNames.GlobalVersion, "3.1");
        }

        if (gateway.DynamicSandbox)
        {
            headers.TryAddWithoutValidation(HeaderNames.Sandbox, "v2");
        }
    }
}
