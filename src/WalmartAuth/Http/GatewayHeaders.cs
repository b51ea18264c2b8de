using System.Net.Http.Headers;

namespace WalmartAuth.Http;

/// <summary>Writes the headers that every request to the gateway bears (contract §2, §4).</summary>
internal static class GatewayHeaders
{
    /// <summary>The headers of any request: service name, correlation id, market, channel.</summary>
    public static void AddCommon(HttpRequestHeaders headers, Gateway gateway, string correlationId)
    {
        headers.TryAddWithoutValidation(HeaderNames.ServiceName, HeaderNames.ServiceNameValue);
        headers.TryAddWithoutValidation(HeaderNames.CorrelationId, correlationId);
        if (gateway.Market != WalmartMarket.US)
        {
            headers.TryAddWithoutValidation(HeaderNames.Market, gateway.MarketCode);
        }

        if (gateway.ChannelType is not null)
        {
            headers.TryAddWithoutValidation(HeaderNames.ChannelType, gateway.ChannelType);
        }
    }

    /// <summary>The headers of an API call, beyond the common ones.</summary>
    public static void AddCall(HttpRequestHeaders headers, Gateway gateway, string? accept)
    {
        if (gateway.Market != WalmartMarket.US)
        {
            headers.TryAddWithoutValidation(HeaderNames.GlobalVersion, "3.1");
        }

        if (gateway.DynamicSandbox)
        {
            headers.TryAddWithoutValidation(HeaderNames.Sandbox, "v2");
        }

        headers.TryAddWithoutValidation("Accept", accept ?? "application/json");
    }

    /// <summary>The token. Both forms by default, because Walmart's documents disagree (contract §10.1).</summary>
    public static void AddToken(HttpRequestHeaders headers, AuthorizationHeader form, AccessToken token)
    {
        var text = token.HeaderText;
        if (form != AuthorizationHeader.Bearer)
        {
            headers.TryAddWithoutValidation(HeaderNames.AccessToken, text.Plain);
        }

        if (form != AuthorizationHeader.AccessToken)
        {
            headers.TryAddWithoutValidation(HeaderNames.Authorization, text.Bearer);
        }
    }
}
