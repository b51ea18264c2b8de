using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>The forms of a token answer (contract §2, §10).</summary>
internal static class TokenAnswer
{
    private const string Namespace = "http://walmart.com/";

    public static Answer Of(Exchange exchange, IssuedToken token, string? refreshToken, TimeSpan lifetime, FaultPlan faults)
    {
        var seconds = ((long)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (faults.TryTake(FaultKind.TokenAnswerXml, exchange, out var xml))
        {
            return Xml(token.Value, seconds, xml.Value ?? "OAuthTokenDTO");
        }

        var expires = faults.TryTake(FaultKind.ExpiresIn, exchange, out var fault) ? fault.Value ?? "0" : seconds;
        return exchange.Accepts("application/json")
            ? Json(token.Value, expires, refreshToken)
            : Xml(token.Value, expires, "OAuthTokenDTO");
    }

    private static Answer Json(string token, string expires, string? refreshToken) =>
        Answer.Json(JsonBody.Write((token, expires, refreshToken), static (w, state) =>
        {
            var (token, expires, refreshToken) = state;
            w.WriteStartObject();
            w.WriteString("access_token", token);
            if (refreshToken is not null)
            {
                w.WriteString("refresh_token", refreshToken);
            }

            w.WriteString("token_type", "Bearer");
            if (expires != "missing")
            {
                w.WritePropertyName("expires_in");
                w.WriteRawValue(expires, skipInputValidation: true);
            }

            w.WriteEndObject();
        }, 2048));

    private static Answer Xml(string token, string expires, string variant)
    {
        var (root, prefix, declaration) = variant switch
        {
            "oAuthToken" => ("oAuthToken", string.Empty, string.Empty),
            "ns2" => ("OAuthTokenDTO", "ns2:", $" xmlns:ns2=\"{Namespace}\""),
            "namespace" => ("OAuthTokenDTO", string.Empty, $" xmlns=\"{Namespace}\""),
            _ => ("OAuthTokenDTO", string.Empty, string.Empty),
        };
        return Answer.Xml(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
            + $"<{prefix}{root}{declaration}><{prefix}accessToken>{token}</{prefix}accessToken>"
            + $"<{prefix}tokenType>Bearer</{prefix}tokenType><{prefix}expiresIn>{expires}</{prefix}expiresIn></{prefix}{root}>");
    }
}
