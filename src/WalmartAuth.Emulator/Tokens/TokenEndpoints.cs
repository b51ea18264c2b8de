using System.Globalization;

namespace WalmartAuth.Emulator;

/// <summary>The token call and token detail (contract §2, §3).</summary>
internal sealed class TokenEndpoints(AccountDirectory accounts, TokenStore tokens, EmulatorConfiguration configuration, GatewaySettings settings, FaultPlan faults) : IEndpoints
{
    public const string TokenPath = "/v3/token";

    public IEnumerable<Route> Routes =>
    [
        new("POST", TokenPath, Issue) { NeedsToken = false },
        new("GET", "/v3/token/detail", Detail) { Sites = [SiteKind.Marketplace, SiteKind.Sandbox] },
    ];

    private static readonly GatewayError BadCredentials =
        new(401, "UNAUTHORIZED.GMP_GATEWAY_API", "UNAUTHORIZED", "Unauthorized")
        {
            Info = "Unauthorized token or incorrect authorization header. Please verify correct format: \"Authorization: Basic Base64Encode(clientId:clientSecret)\"",
            Category = "REQUEST",
        };

    private Answer Issue(Exchange exchange)
    {
        if (RequestGate.MissingHeader(exchange) is { } missing)
        {
            return missing;
        }

        if (!exchange.IsForm)
        {
            return GatewayError.UnsupportedMediaType;
        }

        var account = accounts.Authenticate(exchange.Header("Authorization"), exchange.Site);
        if (account is null || !account.Markets.Contains(RequestGate.MarketOf(exchange)))
        {
            return Rejected(exchange);
        }

        var grant = TokenGrant.Check(exchange, account, accounts);
        if (grant.Refusal is { } refusal)
        {
            return refusal;
        }

        var token = faults.Takes(FaultKind.DuplicateToken, exchange) ? tokens.Last(account, exchange.Site.Kind) : null;
        token ??= tokens.Issue(account, exchange.Site.Kind);
        return TokenAnswer.Of(exchange, token, grant.RefreshToken, settings.TokenLifetime, faults);
    }

    private Answer Rejected(Exchange exchange)
    {
        var error = configuration.RejectCredentialsWith == 400 || faults.Takes(FaultKind.CredentialRejection400, exchange)
            ? BadCredentials with { Status = 400, Code = "INVALID_REQUEST_HEADER.GMP_GATEWAY_API", Field = "Authorization" }
            : BadCredentials;
        return exchange.Accepts("json") ? error.ToAnswer() : error.ToXmlAnswer();
    }

    private Answer Detail(Exchange exchange)
    {
        bool? channel = faults.Takes(FaultKind.NoChannelMatch, exchange) ? null : RequestGate.ChannelMatches(exchange);
        return Answer.Json(JsonBody.Write((exchange.Token!, channel), static (w, state) =>
        {
            var (token, channel) = state;
            w.WriteStartObject();
            w.WriteString("issued_at", Milliseconds(token.IssuedAt));
            w.WriteString("expire_at", Milliseconds(token.ExpiresAt));
            w.WriteBoolean("is_valid", true);
            if (channel is { } matches)
            {
                w.WriteBoolean("is_channel_match", matches);
            }

            w.WriteStartObject("scopes");
            foreach (var scope in token.Account.Scopes.Count > 0 ? token.Account.Scopes.Keys : AccessLevel.Scopes)
            {
                w.WriteString(scope, token.Account.Scopes.GetValueOrDefault(scope, AccessLevel.Full));
            }

            w.WriteEndObject();
            w.WriteEndObject();
        }));
    }

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
