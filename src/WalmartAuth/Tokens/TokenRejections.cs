using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// Walmart returns the same 401 for a missing, malformed, expired, revoked or foreign token (contract §5). This
/// distinguishes them by what is known locally.
/// </summary>
internal static class TokenRejections
{
    private const string PassRaw = TokenMessages.PassRawToken;

    public static WalmartApiException Create(ErrorResponse failure, AccessToken token, bool freshWasRejected, IClock clock)
    {
        var now = clock.Monotonic;
        var (id, why, next) = Explain(token, freshWasRejected, now);
        return new WalmartApiException(id, $"{ApiErrors.Message(failure)} {why}", failure, next);
    }

    /// <summary>The error for a token that is not valid in a header; null for any other.</summary>
    public static WalmartException? Unsendable(AccessToken token, string place) => token.Value.Reveal().Any(c => c is < ' ' or > '~')
        ? new WalmartException(WalmartErrorId.TokenRejected, TokenMessages.SessionTokenIsMalformed(place, Malformed(token)), recommendedAction: PassRaw)
        : null;

    private static (WalmartErrorId Id, string Why, string? Next) Explain(AccessToken token, bool freshWasRejected, TimeSpan now)
    {
        if (Malformed(token) is { } flaw)
        {
            return (WalmartErrorId.TokenRejected, TokenMessages.TokenIsMalformed(flaw), PassRaw);
        }

        if (token.IsExpired(now))
        {
            return (WalmartErrorId.TokenExpired, TokenMessages.TokenExpired(-token.Remaining(now)!.Value.TotalSeconds), null);
        }

        if (freshWasRejected)
        {
            return (WalmartErrorId.TokenRejected, TokenMessages.NewTokenIsRejectedToo(GatewayAddress.IsSupplier(token.Issuer)), null);
        }

        if (token.IssuedOn is null)
        {
            return (WalmartErrorId.TokenRejected, TokenMessages.SuppliedTokenIsRejected, TokenMessages.GetNewToken);
        }

        return (WalmartErrorId.TokenRejected, TokenMessages.TokenWasRevoked((now - token.ObtainedAt).TotalSeconds), null);
    }

    // A token is opaque (contract §2); these are mistakes that no token can have.
    private static string? Malformed(AccessToken token)
    {
        var text = token.Value.Reveal();
        return text.Length == 0 ? TokenMessages.TokenIsEmpty
            : text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? TokenMessages.TokenStartsWithBearer
            : text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? TokenMessages.TokenIsBasicHeader
            : text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? TokenMessages.TokenHoldsWhiteSpace
            : text.Any(c => c > '~') ? TokenMessages.TokenHoldsOtherCharacters
            : null;
    }
}
