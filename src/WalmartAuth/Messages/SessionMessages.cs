using System.Globalization;

using WalmartAuth.Common;

namespace WalmartAuth.Messages;

/// <summary>Messages about connecting, sharing and renewing.</summary>
internal static class SessionMessages
{
    public static string ProfileNamesProxy(string source) =>
        $"-NoProxy cannot be used, because {source} names a proxy, and a session with a proxy never bypasses it. Nothing was sent.";

    public const string LeaveNoProxyOut = "Leave out -NoProxy, or remove the Proxy key from the profile.";

    public static string CredentialCannotBeReloaded(string message) =>
        $"Walmart no longer accepts the credential, and reading it again failed: {message}";

    public static string CredentialWasReloaded(string used, string accepted) =>
        $"Walmart no longer accepts the credential that this session used ({used}); it was read again, and the session now uses {accepted}.";

    public static string EnvironmentsDiffer(WalmartEnvironment asked, string source, WalmartEnvironment stored) =>
        $"{source} belongs to {stored}, but -Environment says {asked}. Nothing was sent.";

    public static string UseCredentialOf(WalmartEnvironment asked) =>
        $"Use a credential for {asked}, or leave out -Environment.";

    public const string DynamicSandboxNeedsSandbox = "-DynamicSandbox requires -Environment Sandbox.";

    public static string DynamicSandboxNeedsUs(WalmartMarket market) =>
        $"-DynamicSandbox is available only in the US market, not in {market}. Nothing was sent.";

    public const string CodeWithRefreshToken = "-AuthorizationCode cannot be combined with -RefreshToken: a code is exchanged for a refresh token. Nothing was sent.";

    public static string SupplierTakesNoCode(string host) =>
        $"{host}, the host of the Supplier program, accepts only a client id and secret, not an authorization code or a refresh token. Nothing was sent.";

    public const string UseMarketplace = "Connect with -Program Marketplace, or correct the profile's Program key. As a supplier, leave out the code or refresh token.";

    public const string PartnerIdIsMissing = "An authorization code or refresh token requires -PartnerId, the seller that it belongs to.";

    public const string RedirectUriIsMissing = "-AuthorizationCode requires -RedirectUri, the address that the code was sent to.";

    public static string BaseUriIsNotWebAddress(string address) =>
        $"-BaseUri must be an absolute http or https address, not '{address}'.";

    public const string BaseUriHoldsCredential = "-BaseUri contains a user name or password, which messages would show. Nothing was sent.";

    public const string RemoveUserFromAddress = "Remove everything before the @ from the address.";

    public static string HostIsNotAllowed(string address, string? apis) =>
        $"{address} is neither a Walmart API host (https://*.walmartapis.com, https://api-gateway.walmart.com) nor this machine. The credential would be sent there; beware of look-alike hosts.{(apis is not null ? $" It belongs to {apis}; they need other keys." : "")}";

    public const string CorrectAddress = "Correct the address, or, for your own gateway, add -AllowUntrustedHost.";

    public static string HostOfAnotherEnvironment(string host, WalmartEnvironment environment) =>
        $"{host} does not belong to {environment}. Nothing was sent.";

    public static string OrStoreProgram(string secret, WalmartProgram program) =>
        $", or store it with the secret: Set-SecretInfo {secret} -Metadata @{{ Program = '{program}' }}";

    public static string ProgramWasGuessed(string session, WalmartProgram program, string store) =>
        $"{session}: no program was specified, and {program} accepts the key. To set it: -Program {program}{store}.";

    public static string ProgramsWereGuessed(int count, string sessions, bool isCut, int others, WalmartProgram program, string store) =>
        $"{count} sessions specify no program: {sessions}{(isCut ? $" and {others} more" : "")} use the one that accepts the key. To set it: -Program {program}, a property Program of each record{store}.";

    public static string NewRefreshToken(string? partner, string advice) =>
        $"Walmart issued a new refresh token for seller {partner}. Only this session has it. {advice}";

    public static string RefreshTokenWasSaved(string? partner, string source) =>
        $"The new refresh token for seller {partner} was written to {source}.";

    public static string RefreshTokenWasNotSaved(string? partner, string source, string failure, string advice) =>
        $"The new refresh token for seller {partner} could not be written to {source}: {failure} {advice}";

    public static string StoreRefreshToken(string? name, string? vault, string? partner) =>
        $"To store it with its client id and secret: Set-Secret {(name is not null ? PSLiteral.Quote(name) : "<name>")}{(vault is not null ? $" -Vault {PSLiteral.Quote(vault)}" : "")} -Secret @{{ ClientId = '<client id>'; ClientSecret = '<client secret>'; PartnerId = '{partner}'; RefreshToken = (Get-WalmartToken).RefreshToken }}" + (name is null ? "" : ", or connect with -SaveRefreshToken");

    public const string NoSession = "There is no Walmart session in this runspace.";

    public static string NoDefaultSession(int count, string sessions) => count == 1
        ? $"One Walmart session is connected in this runspace, but it is not the default: {sessions}."
        : $"{count} Walmart sessions are connected in this runspace, but none is the default: {sessions}.";

    public static string SelectSession(string name) =>
        $"Use -Session with a name, or set the default: Select-WalmartSession {name}.";

    public static string DidYouMean(string names) =>
        $" Did you mean: {names}?";

    public const string NoneIsConnected = " No session is connected.";

    public static string NoSuchSession(string name, bool isPattern, string known) =>
        $"{name}: no Walmart session of this runspace {(isPattern ? "matches this pattern" : "has this name")}.{known}";

    public static string ConnectSessions(string name) =>
        $"List the connected sessions with Get-WalmartSession -All, or connect: Get-SecretInfo {name} | Connect-Walmart.";

    public static string ConnectSession(string name) =>
        $"List the connected sessions with Get-WalmartSession -All, or connect: Connect-Walmart {name}.";

    public static string BothProgramsWereAsked(string programs) =>
        $" No program was specified, so both were tried: {programs}.";

    public static string CredentialsWereRejected(string sessionName, string message, int triedCount, string tried, string both) =>
        $"{sessionName}: {message} {(triedCount > 1 ? "Tried:" : "Source:")} {tried}.{both}";

    public static string TestCredential(string parameters) =>
        $"Run Test-WalmartCredential {parameters} -Detailed: it distinguishes a wrong secret from keys for the other environment or program.";

    public static string TokenIsCached(string source) =>
        $"{source}: this process already has a token for the same secret, so Walmart was not asked.";

    public static string NoSharedToken(string sessionName, string vault) =>
        $"{sessionName}: vault '{vault}' contains no shared token.";

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
        $"The response to GET {path} is not a JSON object.";

    public const string DetailRejectsToo = "Token detail rejects it too.";

    public static string DetailFailed(string message) =>
        $"Could not determine what Walmart knows about the token: {message}";

    public const string DetailSaysInvalid = "Token detail says that the token is not valid.";

    public const string DetailSaysForeignChannel = "Token detail says that the channel type does not match this credential.";

    public static string DetailAcceptsUntil(string end) =>
        $"Token detail accepts the token until {end}, so only this call is refused: it may need another program, market or channel.";

    public const string DetailAccepts = "Token detail accepts the token, so only this call is refused: it may need another program, market or channel.";

    public const string ChannelIsForeign = "The channel type does not match this credential (token detail: is_channel_match is false).";

    public static string ScopeIsMissing(string scope, bool isWrite) =>
        $"The call needs the scope '{scope}' ({(isWrite ? "full_access" : "view_only or full_access")}); the key has no access to it.";

    public static string ScopeIsReadOnly(string scope) =>
        $"The call needs the scope '{scope}' with full_access; the key has view_only.";

    public static string ScopeIsHeld(string scope, string held) =>
        $"The key has the scope '{scope}' with {held}, so the key lacks a role, the market or the channel.";

    public static string SharedTokenWasNotRenewed(string message) =>
        $"The shared token was not renewed and stays in use: {message}";

    public static string CallsLeft(long? remaining, DateTime resetsAt) =>
        string.Format(CultureInfo.InvariantCulture, "{0} left, more at {1:HH:mm:ss} UTC", remaining, resetsAt);

    public const string SessionWasDisconnected = "This session was disconnected.";
}
