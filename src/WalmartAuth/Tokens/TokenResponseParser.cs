using System.Globalization;
using System.Xml;
using WalmartAuth.Json;

namespace WalmartAuth.Tokens;

/// <summary>Reads the token response: JSON, or XML under either of its root names, with or without a namespace (contract §2, §10.5).</summary>
internal static class TokenResponseParser
{
    // Contract §2; used if a response has no lifetime.
    private const double DefaultLife = 900;

    // Longer than any real lifetime; it prevents a nonsensical number from overflowing a clock.
    private const double LongestLife = 86400 * 366;

    private static readonly string[] Wanted = ["access_token", "accessToken", "expires_in", "expiresIn", "refresh_token", "refreshToken"];

    private static readonly XmlReaderSettings XmlSettings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The token, its lifetime in seconds, and the refresh token if there is one.</summary>
    /// <exception cref="WalmartException">InvalidResponse: the text contains no token. The message does not quote it.</exception>
    public static (string Token, TimeSpan Life, string? RefreshToken) Read(string text, string place)
    {
        var start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var fields = start.StartsWith("<", StringComparison.Ordinal) ? FromXml(start) : FromJson(start);
        if (fields("access_token", "accessToken") is not { Length: > 0 } token)
        {
            throw Invalid(place, TokenMessages.NoAccessToken);
        }

        // It is sent in a header, which a control character would end or split.
        if (token.Any(c => c is < ' ' or > '~'))
        {
            throw Invalid(place, TokenMessages.AccessTokenHoldsOtherCharacters);
        }

        var life = fields("expires_in", "expiresIn") is { } number && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && !double.IsNaN(seconds)
            ? Math.Min(Math.Max(seconds, 0), LongestLife)
            : DefaultLife;
        return (token, TimeSpan.FromSeconds(life), fields("refresh_token", "refreshToken") is { Length: > 0 } refresh ? refresh : null);

        WalmartException Invalid(string where, string why) =>
            new(WalmartErrorId.InvalidResponse, TokenMessages.AnswerCannotBeUsed(where, why), target: "POST /v3/token", recommendedAction: TokenMessages.CheckAddressForProxy);

        Func<string, string, string?> FromJson(string json)
        {
            try
            {
                return JsonReader.Read(json) is JsonObject root
                    ? (name, other) => root.TryGetValue(name, out var value) || root.TryGetValue(other, out value) ? Scalar(value) : null
                    : throw Invalid(place, TokenMessages.IsNotJsonObject);
            }
            catch (JsonFormatException)
            {
                throw Invalid(place, TokenMessages.IsNeitherJsonNorXml);
            }
        }

        Func<string, string, string?> FromXml(string xml)
        {
            try
            {
                using var reader = XmlReader.Create(new StringReader(xml), XmlSettings);
                var values = new Dictionary<string, string>(StringComparer.Ordinal);
                reader.MoveToContent();
                if (reader.LocalName is not ("OAuthTokenDTO" or "oAuthToken"))
                {
                    throw Invalid(place, TokenMessages.IsXmlOfAnotherKind);
                }

                reader.Read();
                while (!reader.EOF)
                {
                    // Only the text; no text if it contains elements, which may be nested too deeply for the stack.
                    if (reader.NodeType == XmlNodeType.Element && reader.Depth == 1 && Wanted.Contains(reader.LocalName))
                    {
                        values[reader.LocalName] = reader.ReadElementContentAsString();
                    }
                    else
                    {
                        reader.Read();
                    }
                }

                return (name, other) => values.TryGetValue(name, out var value) || values.TryGetValue(other, out value) ? value.Trim() : null;
            }
            catch (XmlException)
            {
                throw Invalid(place, TokenMessages.IsNeitherJsonNorWholeXml);
            }
        }
    }

    private static string? Scalar(object? value) => value is null or JsonObject or System.Collections.IList ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
}
