using Microsoft.AspNetCore.WebUtilities;

namespace WalmartAuth.Emulator;

/// <summary>The form of a token call, judged by its grant type (contract §2, §9).</summary>
internal readonly record struct TokenGrant(Answer? Refusal, string? RefreshToken)
{
    public static TokenGrant Check(Exchange exchange, EmulatedAccount account, AccountDirectory accounts)
    {
        var form = QueryHelpers.ParseQuery(exchange.BodyText);
        if (form.ContainsKey("client_id") || form.ContainsKey("client_secret") || exchange.Parameter("client_id") is not null)
        {
            return Refused("client_id", "The client id and secret stand in the Authorization header only.");
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

        if (exchange.Header(WalmartHeaders.Partner) is not { } partner)
        {
            return new(GatewayError.Header(WalmartHeaders.Partner), null);
        }

        if (partner != account.PartnerId)
        {
            return new(GatewayError.Unauthorized, null);
        }

        return grant == "authorization_code"
            ? Exchanged(form["code"].ToString(), form["redirect_uri"].ToString(), account, accounts)
            : account.RefreshToken is { } refresh && form["refresh_token"] == refresh
                ? default
                : Refused("refresh_token", "The refresh token is not valid.");
    }

    private static TokenGrant Exchanged(string code, string redirect, EmulatedAccount account, AccountDirectory accounts)
    {
        if (account.RedirectUri != redirect)
        {
            return Refused("redirect_uri", "The redirect address is not the one of the consent.");
        }

        return account.AuthorizationCode == code && accounts.UseCode(code)
            ? new(null, account.RefreshToken)
            : Refused("code", "The authorization code is unknown, expired or used.");
    }

    private static TokenGrant Refused(string field, string why) => new(GatewayError.BadRequest(field, why), null);
}
