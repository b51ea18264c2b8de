using System.Collections;
using WalmartAuth.Http;

namespace WalmartAuth.Commands;

/// <summary>The headers that a call with another tool needs (contract §4).</summary>
internal static class TokenHeaders
{
    public static Hashtable Create(Gateway gateway, string token)
    {
        using var message = new HttpRequestMessage();
        GatewayHeaders.AddCommon(message.Headers, gateway, Guid.NewGuid().ToString());
        GatewayHeaders.AddCall(message.Headers, gateway);
        var headers = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var header in message.Headers)
        {
            headers[header.Key] = string.Join(", ", header.Value);
        }

        if (gateway.AuthorizationHeader != AuthorizationHeader.Bearer)
        {
            headers[HeaderNames.AccessToken] = token;
        }

        if (gateway.AuthorizationHeader != AuthorizationHeader.AccessToken)
        {
            headers[HeaderNames.Authorization] = "Bearer " + token;
        }

        return headers;
    }
}
