using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// From a failed token call to its error. Bad credentials come as a 401 or as a 400 whose code is shared with any bad
/// header; code and field tell them apart (contract §2).
/// </summary>
internal static class TokenCallErrors
{
    private static readonly string[] OAuthRejections = ["invalid_client", "invalid_grant", "unauthorized_client", "INVALID_CLIENT", "INVALID_GRANT"];

    public static WalmartException Create(ErrorResponse failure, TokenGrant grant)
    {
        if (failure.StatusCode is >= 300 and < 400)
        {
            return new WalmartException(WalmartErrorId.InvalidResponse, string.Format(CultureInfo.InvariantCulture, "The token call ({0}) was answered with a redirect ({1}). A credential is never sent on to another address.", failure.GatewayName, failure.StatusCode), target: "POST /v3/token", recommendedAction: "Check the address given with -BaseUri, and the proxy.");
        }

        if (!IsRejection(failure))
        {
            return ApiErrors.Create(failure, NextStep(failure));
        }

        var what = grant.Type switch
        {
            GrantType.AuthorizationCode => "the client id and secret, or the authorization code (it can be used once)",
            GrantType.RefreshToken => "the client id and secret, or the refresh token (it lives for a year)",
            _ => "the client id and secret",
        };
        return new WalmartApiException(
            WalmartErrorId.CredentialRejected,
            $"{ApiErrors.Message(failure)} Walmart does not accept {what} {grant.Credential.ClientIdSuffix ?? "(not shown, because the id does not look like a client id)"} here ({failure.GatewayName}).{(CredentialShape.FindFlaw(grant.Credential) is { } flaw ? $" Offline check: {flaw}." : "")}",
            failure);
    }

    // The usual next steps speak of parameters that a token call does not have.
    private static string? NextStep(ErrorResponse failure) => failure.StatusCode switch
    {
        404 or 405 => "Check the address given with -BaseUri: there is no token call at it.",
        429 when failure.RetryAt is { } at => $"Try again after {UtcText.Format(at)}. Connect once and keep the session, in place of connecting for every call.",
        429 => "Try again later. Connect once and keep the session, in place of connecting for every call.",
        _ => null,
    };

    private static bool IsRejection(ErrorResponse failure) => failure.StatusCode switch
    {
        401 => true,
        400 => OAuthRejections.Any(failure.Body.HasCode)
            || failure.Body.Entries.Any(e => e.CodeName == "UNAUTHORIZED")
            || failure.Body.Entries.Any(e => e.CodeName == "INVALID_REQUEST_HEADER" && IsAboutCredential(e.Field)),
        _ => false,
    };

    private static bool IsAboutCredential(string? field) =>
        string.IsNullOrWhiteSpace(field) || field!.IndexOf("authorization", StringComparison.OrdinalIgnoreCase) >= 0;
}
