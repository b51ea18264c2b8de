using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>The token call and token detail (contract §2, §3, §9).</summary>
internal sealed class TokenEndpoints(EmulatorState state) : IEndpoints
{
    public const string TokenPath = "/v3/token";

    private const string XmlNamespace = "http://walmart.com/";

    private static readonly GatewayError BadCredentials =
        new(401, "UNAUTHORIZED.GMP_GATEWAY_API", "UNAUTHORIZED", "Unauthorized")
        {
            Info = "Unauthorized token or incorrect authorization header. Please verify correct format: \"Authorization: Basic Base64Encode(clientId:clientSecret)\"",
            Category = "REQUEST",
        };

    public IEnumerable<Route> Routes =>
    [
        new("POST", TokenPath, Issue) { NeedsToken = false },
        new("GET", "/v3/token/detail", Detail) { Hosts = [HostKind.Marketplace, HostKind.Sandbox] },
    ];

    private Answer Issue(RequestContext request)
    {
        if (RequestGate.MissingHeader(request) is { } missing)
        {
            return missing;
        }

        if (!request.IsForm)
        {
            return GatewayError.UnsupportedMediaType;
        }

        var account = state.Sellers.Authenticate(request.Header("Authorization"), request.Host);
        if (account is null || !account.Markets.Contains(RequestGate.MarketOf(request)))
        {
            return Rejected(request);
        }

        var (refusal, refreshToken) = Grant(request, account);
        if (refusal is not null)
        {
            return refusal;
        }

        var token = state.Faults.Takes(FaultKind.DuplicateToken, request) ? state.Tokens.Last(account, request.Host.Kind) : null;
        return Issued(request, token ?? state.Tokens.Issue(account, request.Host.Kind), refreshToken);
    }

    private Answer Rejected(RequestContext request)
    {
        var error = state.Configuration.RejectCredentialsWith == 400 || state.Faults.Takes(FaultKind.CredentialRejection400, request)
            ? BadCredentials with { Status = 400, Code = "INVALID_REQUEST_HEADER.GMP_GATEWAY_API", Field = "Authorization" }
            : BadCredentials;
        return request.Accepts("json") ? error.ToAnswer() : error.ToXmlAnswer();
    }

    /// <summary>The parameters of the call, checked by grant type.</summary>
    private (Answer? Refusal, string? RefreshToken) Grant(RequestContext request, EmulatedAccount account)
    {
        var form = QueryHelpers.ParseQuery(request.BodyText);
        if (form.ContainsKey("client_id") || form.ContainsKey("client_secret") || request.Parameter("client_id") is not null)
        {
            return Refused("client_id", "The client id and secret belong in the Authorization header only.");
        }

        var grant = form.TryGetValue("grant_type", out var type) ? type.ToString() : string.Empty;
        if (grant == "client_credentials")
        {
            return default;
        }

        if (grant is not ("authorization_code" or "refresh_token") || account.Program == AccountProgram.Supplier)
        {
            return Refused("grant_type", "The grant type is missing, unknown or not offered to this program.");
        }

        if (request.Header(WalmartHeaders.Partner) is not { } partner)
        {
            return (GatewayError.Header(WalmartHeaders.Partner), null);
        }

        if (partner != account.PartnerId)
        {
            return (GatewayError.Unauthorized, null);
        }

        if (grant == "refresh_token")
        {
            return account.RefreshToken is { } refresh && form["refresh_token"] == refresh ? default : Refused("refresh_token", "The refresh token is not valid.");
        }

        var code = form["code"].ToString();
        return account.RedirectUri != form["redirect_uri"] ? Refused("redirect_uri", "The redirect address is not the one of the consent.")
            : account.AuthorizationCode == code && state.Sellers.UseCode(code) ? (null, account.RefreshToken)
            : Refused("code", "The authorization code is unknown, expired or used.");
    }

    private static (Answer? Refusal, string? RefreshToken) Refused(string field, string why) => (GatewayError.BadRequest(field, why), null);

    /// <summary>The formats of a token response (contract §2, §10).</summary>
    private Answer Issued(RequestContext request, IssuedToken token, string? refreshToken)
    {
        var seconds = ((long)state.Settings.TokenLifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (state.Faults.TryTake(FaultKind.TokenAnswerXml, request, out var xml))
        {
            return Xml(token.Value, seconds, xml.Value ?? "OAuthTokenDTO");
        }

        var expires = state.Faults.TryTake(FaultKind.ExpiresIn, request, out var fault) ? fault.Value ?? "0" : seconds;
        if (!request.Accepts("application/json"))
        {
            return Xml(token.Value, expires, "OAuthTokenDTO");
        }

        // The lifetime is written manually, because a fault can set it to anything, even invalid JSON.
        var life = expires == "missing" ? string.Empty : $",\"expires_in\":{expires}";
        var refresh = refreshToken is null ? string.Empty : $",\"refresh_token\":{JsonSerializer.Serialize(refreshToken)}";
        return Answer.Text($"{{\"access_token\":\"{token.Value}\"{refresh},\"token_type\":\"Bearer\"{life}}}", 200, Answer.JsonType);
    }

    private static Answer Xml(string token, string expires, string variant)
    {
        var (root, prefix, declaration) = variant switch
        {
            "oAuthToken" => ("oAuthToken", string.Empty, string.Empty),
            "ns2" => ("OAuthTokenDTO", "ns2:", $" xmlns:ns2=\"{XmlNamespace}\""),
            "namespace" => ("OAuthTokenDTO", string.Empty, $" xmlns=\"{XmlNamespace}\""),
            _ => ("OAuthTokenDTO", string.Empty, string.Empty),
        };
        return Answer.Xml(
            $"<{prefix}{root}{declaration}><{prefix}accessToken>{token}</{prefix}accessToken>"
            + $"<{prefix}tokenType>Bearer</{prefix}tokenType><{prefix}expiresIn>{expires}</{prefix}expiresIn></{prefix}{root}>");
    }

    private Answer Detail(RequestContext request)
    {
        var token = request.Token!;
        var scopes = token.Account.Scopes;
        return Answer.Json(new
        {
            issued_at = Milliseconds(token.IssuedAt),
            expire_at = Milliseconds(token.ExpiresAt),
            is_valid = true,
            is_channel_match = state.Faults.Takes(FaultKind.NoChannelMatch, request) ? null : (bool?)RequestGate.ChannelMatches(request),
            scopes = scopes.Count > 0 ? scopes : AccessLevel.Scopes.ToDictionary(scope => scope, _ => AccessLevel.Full),
        });
    }

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
