using System.Globalization;

namespace WalmartAuth.Messages;

/// <summary>Tokens that were rejected or are malformed, and credentials with a flaw.</summary>
internal static class TokenMessages
{
    public const string CreateApiKey = "Make an API key, which is a client id and a client secret, in Walmart's developer portal, and use that.";

    public const string IsPrivateKey = "is a private or public key and not a client secret: keys that sign requests are no longer accepted (suppliers: since May 2024, Canada: since January 2026), or belong to another API, such as those for advertising and Data Ventures";

    public const string IdIsSecret = "the client id and the client secret are the same text";

    public const string IdHoldsColon = "the client id holds a colon, where HTTP's Basic scheme ends it";

    public const string IsEncodedPair = "one of them is already the Base64 of 'id:secret'; use the two parts, because the module encodes them";

    public const string AreSwapped = "the client id and the client secret seem to be swapped: the secret looks like a client id";

    public static string IsEmpty(string name) =>
        $"the {name} is empty";

    public static string HoldsByteOrderMark(string name) =>
        $"the {name} holds a byte order mark, as from a file saved with one";

    public static string HoldsLineBreak(string name) =>
        $"the {name} holds a line break";

    public static string HoldsControlCharacter(string name) =>
        $"the {name} holds a control character";

    public static string HoldsWhiteSpace(string name) =>
        $"the {name} holds white space";

    public static string IsInQuotationMarks(string name) =>
        $"the {name} is in quotation marks";

    public static string LooksLikePlaceholder(string name) =>
        $"the {name} looks like a placeholder";

    public const string SessionWasDisconnected = "This session was disconnected.";

    public static string TokenCallWasRedirected(string gatewayName, int statusCode) =>
        string.Format(CultureInfo.InvariantCulture, "The token call ({0}) was answered with a redirect ({1}). A credential is never sent on to another address.", gatewayName, statusCode);

    public const string CheckAddressAndProxy = "Check the address given with -BaseUri, and the proxy.";

    public const string IdSecretOrCode = "the client id and secret, or the authorization code (it can be used once)";

    public const string IdSecretOrRefreshToken = "the client id and secret, or the refresh token (it lives for a year)";

    public const string IdAndSecret = "the client id and secret";

    public static string CredentialIsRejected(string failure, string what, string? clientIdSuffix, string gatewayName, string? flaw) =>
        $"{failure} Walmart does not accept {what} {clientIdSuffix ?? "(not shown, because the id does not look like a client id)"} here ({gatewayName}).{(flaw is not null ? $" Offline check: {flaw}." : "")}";

    public const string NoTokenCall = "Check the address given with -BaseUri: there is no token call at it.";

    public static string RetryAfter(string at) =>
        $"Try again after {at}. Connect once and keep the session, in place of connecting for every call.";

    public const string RetryLater = "Try again later. Connect once and keep the session, in place of connecting for every call.";

    public static string CredentialHasFlaw(string session, string? flaw) =>
        $"{session}{flaw}. Nothing was sent.";

    public static string TokenCallTimedOut(string path, string displayName) =>
        $"POST /{path} ({displayName}) got no answer within the time that this call may wait for a token (-TimeoutSec, -MaximumWaitSec).";

    public const string PassRawToken = "Pass the raw access token, as the token call gave it, with -AccessToken.";

    public static string SessionTokenIsMalformed(string place, string? flaw) =>
        $"The access token of this session ({place}) is malformed: {flaw}. Nothing was sent.";

    public static string TokenIsMalformed(string flaw) =>
        $"The access token is malformed: {flaw}.";

    public static string TokenExpired(double seconds) =>
        string.Format(CultureInfo.InvariantCulture, "The access token expired {0:0} s ago.", seconds);

    public static string NewTokenIsRejectedToo(bool isSupplier) =>
        "A fresh token was rejected too, so this is not about its age: this host accepts the credential but not its tokens for this call, as for another program, market or channel." + (isSupplier ? " At Supplier, a missing scope is answered with 401 too." : "");

    public const string SuppliedTokenIsRejected = "The access token was supplied, not requested: it may have expired, been revoked, or been issued for another environment.";

    public const string GetNewToken = "Get a new token for this environment and program, or connect with a credential, which renews its own tokens.";

    public static string TokenWasRevoked(double age) =>
        string.Format(CultureInfo.InvariantCulture, "The token is {0:0} s old and was issued by this host, so it was revoked; it was not replaced.", age);

    public const string TokenIsEmpty = "it is empty";

    public const string TokenStartsWithBearer = "it starts with the word Bearer, which is not part of it";

    public const string TokenIsBasicHeader = "it is a Basic header, not a token";

    public const string TokenHoldsWhiteSpace = "it holds white space or a line break";

    public const string TokenHoldsOtherCharacters = "it holds characters that no header can carry";

    public const string NoAccessToken = "it holds no access token";

    public const string AccessTokenHoldsOtherCharacters = "its access token holds characters that no header can carry";

    public static string AnswerCannotBeUsed(string where, string why) =>
        $"The answer to POST /v3/token ({where}) cannot be used: {why}.";

    public const string CheckAddressForProxy = "Check the address given with -BaseUri, and whether a proxy answers in Walmart's place.";

    public const string IsNotJsonObject = "it is not a JSON object";

    public const string IsNeitherJsonNorXml = "it is neither JSON nor XML";

    public const string IsXmlOfAnotherKind = "it is XML of another kind";

    public const string IsNeitherJsonNorWholeXml = "it is neither JSON nor whole XML";
}
