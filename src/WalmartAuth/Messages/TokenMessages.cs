using System.Globalization;

namespace WalmartAuth.Messages;

/// <summary>Tokens that were rejected or are malformed, and credentials with a flaw.</summary>
internal static class TokenMessages
{
    public const string CreateApiKey = "Create an API key (a client id and a client secret) in Walmart's developer portal, and use that.";

    public const string IsPrivateKey = "is a private or public key, not a client secret: signing keys are no longer accepted (suppliers: since May 2024; Canada: since January 2026) or belong to another API, such as those for advertising and Data Ventures";

    public const string IdIsSecret = "the client id and the client secret are identical";

    public const string IdHoldsColon = "the client id contains a colon, which HTTP's Basic scheme does not allow";

    public const string IsEncodedPair = "one of them is already the Base64 form of 'id:secret'; use the two parts, because the module encodes them";

    public const string AreSwapped = "the client id and the client secret seem to be swapped: the secret looks like a client id";

    public static string IsEmpty(string name) =>
        $"the {name} is empty";

    public static string HoldsByteOrderMark(string name) =>
        $"the {name} contains a byte order mark, probably from a file";

    public static string HoldsLineBreak(string name) =>
        $"the {name} contains a line break";

    public static string HoldsControlCharacter(string name) =>
        $"the {name} contains a control character";

    public static string HoldsWhiteSpace(string name) =>
        $"the {name} contains white space";

    public static string IsInQuotationMarks(string name) =>
        $"the {name} is in quotation marks";

    public static string LooksLikePlaceholder(string name) =>
        $"the {name} looks like a placeholder";

    public const string SessionWasDisconnected = "This session was disconnected.";

    public static string TokenCallWasRedirected(string gatewayName, int statusCode) =>
        string.Format(CultureInfo.InvariantCulture, "The token call ({0}) returned a redirect ({1}). A credential is never forwarded to another address.", gatewayName, statusCode);

    public const string CheckAddressAndProxy = "Check -BaseUri and the proxy.";

    public const string IdSecretOrCode = "the client id and secret, or the authorization code (it can be used only once)";

    public const string IdSecretOrRefreshToken = "the client id and secret, or the refresh token (it is valid for a year)";

    public const string IdAndSecret = "the client id and secret";

    public static string CredentialIsRejected(string what, string? clientIdSuffix, string place, int statusCode, string said, string? flaw) =>
        string.Format(CultureInfo.InvariantCulture, "Walmart rejects {0}{1} ({2}).{3} POST /v3/token returned {4}{5}", what, clientIdSuffix is null ? "" : " " + clientIdSuffix, place, flaw is null ? "" : $" Offline check: {flaw}.", statusCode, said);

    public const string NoTokenCall = "Check -BaseUri: the address has no token endpoint.";

    public static string RetryAfter(string at) =>
        $"Retry after {at}. Connect once and keep the session instead of connecting for every call.";

    public const string RetryLater = "Retry later. Connect once and keep the session instead of connecting for every call.";

    public static string CredentialHasFlaw(string session, string? flaw) =>
        $"{session}{flaw}. Nothing was sent.";

    public static string TokenCallTimedOut(string path, string displayName) =>
        $"POST /{path} ({displayName}) got no response within the time that this call can wait for a token (-TimeoutSec, -MaximumWaitSec).";

    public const string PassRawToken = "Pass the access token exactly as the token call returned it: -AccessToken.";

    public static string SessionTokenIsMalformed(string place, string? flaw) =>
        $"The access token of this session ({place}) is malformed: {flaw}. Nothing was sent.";

    public static string TokenIsMalformed(string flaw) =>
        $"The access token is malformed: {flaw}.";

    public static string TokenExpired(double seconds) =>
        string.Format(CultureInfo.InvariantCulture, "The access token expired {0:0} s ago.", seconds);

    public static string NewTokenIsRejectedToo(bool isSupplier) =>
        "A new token was rejected too, so age is not the cause: this host accepts the credential but not its tokens for this call, which may need another program, market or channel." + (isSupplier ? " The Supplier program also answers 401 when a scope is missing." : "");

    public const string SuppliedTokenIsRejected = "The access token was supplied, not requested: it may have expired, been revoked, or been issued for another environment.";

    public const string GetNewToken = "Get a new token for this environment and program, or connect with a credential, which renews its own tokens.";

    public static string TokenWasRevoked(double age) =>
        string.Format(CultureInfo.InvariantCulture, "The token is {0:0} s old and was issued by this host, so it was probably revoked; no new one was issued.", age);

    public const string TokenIsEmpty = "it is empty";

    public const string TokenStartsWithBearer = "it starts with the word Bearer, which is not part of it";

    public const string TokenIsBasicHeader = "it is a Basic header, not a token";

    public const string TokenHoldsWhiteSpace = "it contains white space or a line break";

    public const string TokenHoldsOtherCharacters = "it contains characters that are not valid in a header";

    public const string NoAccessToken = "it has no access token";

    public const string AccessTokenHoldsOtherCharacters = "its access token contains characters that are not valid in a header";

    public static string AnswerCannotBeUsed(string where, string why) =>
        $"The response to POST /v3/token ({where}) cannot be used: {why}.";

    public const string CheckAddressForProxy = "Check -BaseUri, and whether a proxy answers instead of Walmart.";

    public const string IsNotJsonObject = "it is not a JSON object";

    public const string IsNeitherJsonNorXml = "it is neither JSON nor XML";

    public const string IsXmlOfAnotherKind = "it is XML of another kind";

    public const string IsNeitherJsonNorWholeXml = "it is neither JSON nor complete XML";
}
