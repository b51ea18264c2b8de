using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// Walmart answers one and the same 401 to a missing, malformed, expired, revoked and foreign token (contract §5). This
/// tells them apart by what is known on this side.
/// </summary>
internal static class TokenRejections
{
    private const string PassRaw = "Pass the raw access token, as the token call gave it, with -AccessToken.";

    public static WalmartApiException Create(ErrorResponse failure, AccessToken token, bool freshWasRejected, IClock clock)
    {
        var now = clock.Monotonic;
        var (id, why, next) = Explain(token, freshWasRejected, now);
        return new WalmartApiException(id, $"{ApiErrors.Message(failure)} {why}", failure, next);
    }

    /// <summary>The error of a token that no header can carry; null for any other.</summary>
    public static WalmartException? Unsendable(AccessToken token, string place) => token.Value.Reveal().Any(c => c is < ' ' or > '~')
        ? new WalmartException(WalmartErrorId.TokenRejected, $"The access token of this session ({place}) is malformed: {Malformed(token)}. Nothing was sent.", recommendedAction: PassRaw)
        : null;

    private static (WalmartErrorId Id, string Why, string? Next) Explain(AccessToken token, bool freshWasRejected, TimeSpan now)
    {
        if (Malformed(token) is { } flaw)
        {
            return (WalmartErrorId.TokenRejected, $"The access token is malformed: {flaw}.", PassRaw);
        }

        if (token.IsExpired(now))
        {
            return (WalmartErrorId.TokenExpired, string.Format(CultureInfo.InvariantCulture, "The access token expired {0:0} s ago.", -token.Remaining(now)!.Value.TotalSeconds), null);
        }

        if (freshWasRejected)
        {
            return (WalmartErrorId.TokenRejected, "A fresh token was rejected too, so this is not about its age: this host accepts the credential but not its tokens for this call, as for another program, market or channel." + (GatewayAddress.IsSupplier(token.Issuer) ? " At Supplier, a missing scope is answered with 401 too." : ""), null);
        }

        if (token.IssuedOn is null)
        {
            return (WalmartErrorId.TokenRejected, "The access token was supplied, not requested: it may have expired, been revoked, or been issued for another environment.", "Get a new token for this environment and program, or connect with a credential, which renews its own tokens.");
        }

        return (WalmartErrorId.TokenRejected, string.Format(CultureInfo.InvariantCulture, "The token is {0:0} s old and was issued by this host, so it was revoked; it was not replaced.", (now - token.ObtainedAt).TotalSeconds), null);
    }

    // A token is opaque (contract §2); these are the flaws that no token can have.
    private static string? Malformed(AccessToken token)
    {
        var text = token.Value.Reveal();
        return text.Length == 0 ? "it is empty"
            : text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? "it starts with the word Bearer, which is not part of it"
            : text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? "it is a Basic header, not a token"
            : text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? "it holds white space or a line break"
            : text.Any(c => c > '~') ? "it holds characters that no header can carry"
            : null;
    }
}
