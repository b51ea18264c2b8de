using System.Globalization;

using WalmartAuth.Common;

namespace WalmartAuth.Messages;

/// <summary>What connecting, sharing and renewing say.</summary>
internal static class SessionMessages
{
    public static string ProfileNamesProxy(string source) =>
        $"{source} names a proxy, so -NoProxy is refused: a session with a proxy is never used without it. Nothing was sent.";

    public const string LeaveNoProxyOut = "Leave -NoProxy out, or take the key Proxy out of the profile.";

    public static string CredentialCannotBeReloaded(string message) =>
        $"Walmart no longer accepts the credential, and it could not be read again: {message}";

    public static string CredentialWasReloaded(string used, string accepted) =>
        $"Walmart no longer accepts the credential that this session used ({used}); it was read again, and the new one ({accepted}) is in use.";

    public static string EnvironmentsDiffer(WalmartEnvironment asked, string source, WalmartEnvironment stored) =>
        $"-Environment {asked} was asked for, but {source} says that it belongs to {stored}. Nothing was sent.";

    public static string UseCredentialOf(WalmartEnvironment asked) =>
        $"Use the credential of {asked}, or leave -Environment out.";

    public const string DynamicSandboxNeedsSandbox = "-DynamicSandbox goes with -Environment Sandbox.";

    public static string DynamicSandboxNeedsUs(WalmartMarket market) =>
        $"-DynamicSandbox is there for the US market only, not for {market}. Nothing was sent.";

    public const string CodeWithRefreshToken = "-AuthorizationCode and -RefreshToken exclude each other: a code is exchanged for a refresh token. Nothing was sent.";

    public static string SupplierTakesNoCode(string host) =>
        $"{host}, the host of the Supplier program, takes client credentials only, and neither an authorization code nor a refresh token. Nothing was sent.";

    public const string UseMarketplace = "Connect with -Program Marketplace, or correct the key Program of the profile; a supplier leaves the code or the refresh token out.";

    public const string PartnerIdIsMissing = "An authorization code or a refresh token needs the seller it stands for: -PartnerId.";

    public const string RedirectUriIsMissing = "-AuthorizationCode needs the address that the code was sent to: -RedirectUri.";

    public static string BaseUriIsNotWebAddress(string address) =>
        $"-BaseUri must be an absolute http or https address, not '{address}'.";

    public const string BaseUriHoldsCredential = "-BaseUri holds a user name or password, which messages would show. Nothing was sent.";

    public const string RemoveUserFromAddress = "Leave what is before the @ out of the address.";

    public static string HostIsNotAllowed(string address, string? apis) =>
        $"{address} is none of Walmart's API hosts (https://*.walmartapis.com, https://api-gateway.walmart.com) and not this machine. A credential would be sent there; look-alike hosts exist.{(apis is not null ? $" It belongs to {apis}: another scheme, with other keys." : "")}";

    public const string CorrectAddress = "Correct the address, or, if this is a gateway of your own, add -AllowUntrustedHost.";

    public static string HostOfAnotherEnvironment(string host, WalmartEnvironment environment) =>
        $"{host} does not belong to {environment}. Nothing was sent.";

    public static string OrStoreProgram(string secret, WalmartProgram program) =>
        $", or store it with the secret: Set-SecretInfo {secret} -Metadata @{{ Program = '{program}' }}";

    public static string ProgramWasGuessed(string session, WalmartProgram program, string store) =>
        $"{session}: no program is named, and {program} accepts the key. To name it: -Program {program}{store}.";

    public static string ProgramsWereGuessed(int count, string sessions, bool isCut, int others, WalmartProgram program, string store) =>
        $"{count} sessions name no program: {sessions}{(isCut ? $" and {others} more" : "")} are used with the one that accepts the key. To name it: -Program {program}, a property Program of each record{store}.";

    public static string NewRefreshToken(string? partner, string advice) =>
        $"Walmart gave a new refresh token for seller {partner}. It is kept in this session and nowhere else. {advice}";

    public static string RefreshTokenWasSaved(string? partner, string source) =>
        $"The new refresh token for seller {partner} was written to {source}.";

    public static string RefreshTokenWasNotSaved(string? partner, string source, string failure, string advice) =>
        $"The new refresh token for seller {partner} could not be written to {source}: {failure} {advice}";

    public static string StoreRefreshToken(string? name, string? vault, string? partner) =>
        $"To store it with its client: Set-Secret {(name is not null ? PSLiteral.Quote(name) : "<name>")}{(vault is not null ? $" -Vault {PSLiteral.Quote(vault)}" : "")} -Secret @{{ ClientId = '<client id>'; ClientSecret = '<client secret>'; PartnerId = '{partner}'; RefreshToken = (Get-WalmartToken).RefreshToken }}" + (name is null ? "" : ", or connect with -SaveRefreshToken");

    public const string NoSession = "There is no Walmart session in this runspace.";

    public static string NoDefaultSession(string sessions) =>
        $"No Walmart session is the default of this runspace; connected here: {sessions}.";

    public static string SelectSession(string name) =>
        $"Name one with -Session, or make it the default: Select-WalmartSession {name}.";

    public static string DidYouMean(string names) =>
        $" Did you mean: {names}?";

    public const string NoneIsConnected = " None is connected.";

    public static string NoSuchSession(string name, bool isPattern, string known) =>
        $"{name}: no Walmart session of this runspace {(isPattern ? "matches this pattern" : "has this name")}.{known}";

    public static string ConnectSessions(string name) =>
        $"List the connected sessions with Get-WalmartSession -All, or connect: Get-SecretInfo {name} | Connect-Walmart.";

    public static string ConnectSession(string name) =>
        $"List the connected sessions with Get-WalmartSession -All, or connect: Connect-Walmart {name}.";

    public static string BothProgramsWereAsked(string programs) =>
        $" Nothing names the program, so both were asked: {programs}.";

    public static string CredentialsWereRejected(string sessionName, string message, int triedCount, string tried, string both) =>
        $"{sessionName}: {message} {(triedCount > 1 ? "Tried were" : "It came from")} {tried}.{both}";

    public static string TokenIsCached(string source) =>
        $"{source}: this process already has a token for the same secret, so Walmart was not asked.";

    public static string NoSharedToken(string sessionName, string vault) =>
        $"{sessionName}: vault '{vault}' holds no shared token.";

    public static string SharedTokenIsNotUsed(string sessionName, string vault) =>
        $"{sessionName}: the shared token in vault '{vault}' is not used: it has expired, is damaged, or was made with another client secret.";

    public static string TokenComesFromVault(string sessionName, string vault) =>
        $"{sessionName}: the access token comes from vault '{vault}'.";

    public static string TokenIsNotShared(string sessionName, string message) =>
        $"{sessionName}: the access token is not shared: {message}";

    public static string TokenIsShared(string sessionName, string vault) =>
        $"{sessionName}: the access token is in vault '{vault}' for other processes.";

    public static string VaultIsNotUsed(string sessionName, string vault) =>
        $"{sessionName}: vault '{vault}' is not used for this call, because the pipeline is busy.";

    public static string SharingIsPaused(string sessionName, double minutes, string message) =>
        $"{sessionName}: the access token is not shared for the next {minutes:0} minutes. {message}";

    public static string SuppliedTokenCannotBeRenewed(string source) =>
        $"The access token of this session was supplied ({source}) and cannot be renewed.";

    public const string ConnectWithCredential = "Connect with a credential (-SecretName, -Credential or -FromEnvironment).";

    public static string SuppliedTokenExpired(string displayName, double seconds) =>
        string.Format(CultureInfo.InvariantCulture, "The access token of this session ({0}) expired {1:0} s ago; it was supplied and cannot be renewed. Nothing was sent.", displayName, seconds);

    public static string AnswerIsNotObject(string path) =>
        $"The answer to GET {path} is not a JSON object.";

    public const string DetailRejectsToo = "Token detail rejects it too.";

    public static string DetailFailed(string message) =>
        $"What Walmart knows of the token could not be determined: {message}";

    public const string DetailSaysInvalid = "Token detail says that the token is not valid.";

    public const string DetailSaysForeignChannel = "Token detail says that the channel type does not belong to this credential.";

    public static string DetailAcceptsUntil(string end) =>
        $"Token detail accepts the token, until {end}: it is this call that is refused, as for another program, market or channel.";

    public const string DetailAccepts = "Token detail accepts the token: it is this call that is refused, as for another program, market or channel.";

    public const string ChannelIsForeign = "The channel type does not belong to this credential (token detail: is_channel_match is false).";

    public static string ScopeIsMissing(string scope, bool isWrite) =>
        $"The call needs the scope '{scope}' ({(isWrite ? "full_access" : "view_only or full_access")}); the key has no access to it.";

    public static string ScopeIsReadOnly(string scope) =>
        $"The call needs the scope '{scope}' with full_access; the key has view_only.";

    public static string ScopeIsHeld(string scope, string held) =>
        $"The key has the scope '{scope}' with {held}, so it is a role, the market or the channel that is missing.";

    public static string SharedTokenWasNotRenewed(string message) =>
        $"The shared token was not renewed and is used for longer: {message}";

    public static string CallsLeft(long? remaining, DateTime resetsAt) =>
        string.Format(CultureInfo.InvariantCulture, "{0} left, more at {1:HH:mm:ss} UTC", remaining, resetsAt);

    public const string SessionWasDisconnected = "This session was disconnected.";
}
