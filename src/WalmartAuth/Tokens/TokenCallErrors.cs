using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// Turns a failed token call into its error. Bad credentials cause a 401, or a 400 with the same code as any bad
/// header; code and field distinguish them (contract §2).
/// </summary>
internal static class TokenCallErrors
{
    private static readonly string[] OAuthRejections = ["invalid_client", "invalid_grant", "unauthorized_client", "INVALID_CLIENT", "INVALID_GRANT"];

    public static WalmartException Create(ErrorResponse failure, TokenGrant grant)
    {
        if (failure.StatusCode is >= 300 and < 400)
        {
            return new WalmartException(WalmartErrorId.InvalidResponse, TokenMessages.TokenCallWasRedirected(failure.GatewayName, failure.StatusCode), target: "POST /v3/token", recommendedAction: TokenMessages.CheckAddressAndProxy);
        }

        if (!IsRejection(failure))
        {
            return ApiErrors.Create(failure, NextStep(failure));
        }

        var what = grant.Type switch
        {
            GrantType.AuthorizationCode => TokenMessages.IdSecretOrCode,
            GrantType.RefreshToken => TokenMessages.IdSecretOrRefreshToken,
            _ => TokenMessages.IdAndSecret,
        };
        return new WalmartApiException(
            WalmartErrorId.CredentialRejected,
            TokenMessages.CredentialIsRejected(what, grant.Credential.ClientIdSuffix, failure.GatewayName, failure.StatusCode, ApiErrors.Said(failure), CredentialShape.FindFlaw(grant.Credential)),
            failure);
    }

    // The default next steps mention parameters that a token call does not have.
    private static string? NextStep(ErrorResponse failure) => failure.StatusCode switch
    {
        404 or 405 => TokenMessages.NoTokenCall,
        429 when failure.RetryAt is { } at => TokenMessages.RetryAfter(UtcText.Format(at)),
        429 => TokenMessages.RetryLater,
        >= 500 => failure.RetryAt is { } at ? FailureMessages.RetryGatewayAfter(UtcText.Format(at)) : NextSteps.GatewayUnavailable,
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
