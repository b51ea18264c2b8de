using System.Globalization;

using WalmartAuth.Common;

namespace WalmartAuth.Messages;

/// <summary>The checks and conclusions of Test-WalmartCredential.</summary>
internal static class DiagnosticMessages
{
    public const string GatewayCouldNotBeReached = "the gateway could not be reached";

    public const string NothingWasSent = "nothing was sent";

    public const string AccessTokenWasSupplied = "an access token was supplied";

    public static string SeeCrossCheck(string storeStep) =>
        $"Check the CrossCheck result. If no other environment accepts the key either, generate a new secret for it in Walmart's developer portal. {storeStep}";

    public const string CredentialWasNotRejected = "the credential was not rejected";

    public const string CustomAddress = "a custom address has no other environments to try";

    public static string KeysOfAnother(string name, string host) =>
        $"These are {name} keys: {host} accepts them.";

    public static string ConnectWithOther(string parameters, string displayName) =>
        $"Connect with {parameters}, or use keys for {displayName}.";

    public static string OtherIsUnknown(string host, string message) =>
        $"could not determine whether {host} accepts them: {message}";

    public const string NoOtherAccepts = "No other environment or program accepts them either.";

    public const string ThereIsNoToken = "there is no token";

    public const string TokenIsNotValid = "Walmart says that the token is not valid.";

    public const string CheckKeyInPortal = "Check the key in Walmart's developer portal.";

    public const string ChannelIsForeign = "The channel type does not match this credential.";

    public const string UseOnboardingChannel = "Use the -ChannelType that you received from Walmart at onboarding.";

    public const string NoTokenDetailCall = "this gateway has no token detail endpoint; it is documented for Marketplace only";

    public const string NoScopeRequired = "-RequireScope was not specified";

    public const string ScopesAreUnknown = "the scopes are unknown";

    public const string GrantScope = "Grant the scope to this API key in Walmart's developer portal.";

    public const string GatewayTimeIsUnknown = "no response contained the gateway's time";

    public static string ClockIsOff(double seconds, bool isAhead) =>
        string.Format(CultureInfo.InvariantCulture, "This machine's clock is {0:0} s {1} the gateway's. Tokens still work, but signatures and log times will be off.", seconds, isAhead ? "ahead of" : "behind");

    public const string SetClock = "Set the clock, or turn on time synchronization.";

    public static string WalmartReportsIncident(string degraded) =>
        $"Walmart reports an incident with {degraded}.";

    public const string WaitForWalmart = "Wait for Walmart to resolve the incident.";

    public const string NoStatusCall = "this gateway has no status endpoint";

    public static string RequiredScopesUnknown(string displayName, string? message) =>
        $"Could not determine whether the key has the required scopes ({displayName}): {message ?? "token detail lists none."}";

    public static string AnswerIsNotJson(string statusPath) =>
        $"The response to GET {statusPath} is not JSON.";

    public static string KeyLacks(string missing) =>
        $"The key lacks {missing}.";

    public static string CredentialHasFlaw(string key) =>
        $"Credential: {key}. Nothing was sent.";

    public static string CredentialIsOfAnother(string other, string place) =>
        $"Credential: these keys are for {other}, but were sent to {place}.";

    public static string CredentialIsRejectedWithFlaw(string place, string flaw) =>
        $"Credential: Walmart rejects this credential ({place}): {flaw}.";

    public static string CredentialIsRejected(string place) =>
        $"Credential: Walmart rejects this credential ({place}).";

    public static string TokenIsRejected(string place) =>
        $"Credential: Walmart does not accept the token ({place}).";

    public static string CredentialHasForeignChannel(string place) =>
        $"Credential: the channel type does not match this credential ({place}).";

    public static string CredentialLacksScope(string place, string missing) =>
        $"Credential: Walmart accepts it ({place}), but it lacks a scope. {missing}";

    public static string CredentialIsUnknown(string place) =>
        $"Could not determine whether the credential is valid ({place}).";

    public static string CredentialIsAccepted(string place) =>
        $"The credential is accepted ({place}).";

    public const string UnknownForOutage = "Outage: could not determine whether the credential is valid.";

    public static string UnknownForThrottling(DateTimeOffset? retryAt) =>
        $"Throttled: could not determine whether the credential is valid; retry {(retryAt is { } time ? $"at {UtcText.Format(time)}" : "later")}.";

    public const string UnknownForScopes = "Scopes: could not determine what the credential may do.";

    public const string UnknownForRequest = "Request: could not determine whether the credential is valid; Walmart rejected another part of the request.";

    public const string UnknownForMissingCall = "This gateway has no endpoint that shows whether the token is valid.";

    public const string UnknownForNetwork = "Address or network: could not determine whether the credential is valid.";

    public const string UseCorrectedCredential = "Use the corrected credential.";
}
