using static WalmartAuth.WalmartErrorId;

namespace WalmartAuth.Errors;

/// <summary>The one table of error ids, their categories and their next steps.</summary>
internal static class ErrorCatalog
{
    private static readonly Dictionary<WalmartErrorId, ErrorDefinition> Definitions = new ErrorDefinition[]
    {
        new(NotConnected, "ConnectionError", "Run Connect-Walmart in this runspace, or pass a session with -Session."),
        new(SessionNotFound, "ObjectNotFound", "List the connected sessions with Get-WalmartSession -All, or connect: Connect-Walmart <secret name>."),
        new(SecretNotFound, "ObjectNotFound", "List what the vault holds with Get-SecretInfo, or store the credential: Set-Secret <name> -Secret (Get-Credential), with the client id as user name and the client secret as password."),
        new(VaultNotFound, "ObjectNotFound", "List the registered vaults with Get-SecretVault. Vaults are registered per user: register it, with Register-SecretVault, as the account that runs this."),
        new(VaultLocked, "PermissionDenied", "Unlock the vault first (Unlock-SecretStore -Password $securePassword), or, for unattended use, store the credential in a vault that asks for no password."),
        new(VaultFailed, "ReadError", "Try the same with Get-Secret, run Test-SecretVault, and see the vault's own documentation."),
        new(SecretManagementMissing, "NotInstalled", "Install it with: Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore. Without a vault, use -Credential or -FromEnvironment."),
        new(SecretShapeNotSupported, "InvalidType", "Store the credential as a PSCredential: Set-Secret <name> -Secret (Get-Credential); or as a hashtable with the keys ClientId and ClientSecret."),
        new(CredentialRejected, "AuthenticationError", "Run Test-WalmartCredential -Detailed with the same parameters: it tells a wrong secret from keys of the other environment or program."),
        new(EnvironmentMismatch, "InvalidArgument", "Connect with the -Environment and -Program that the credential was made for; sandbox and production have separate credentials and hosts."),
        new(TokenRejected, "AuthenticationError", "Run Test-WalmartCredential -Session $session -Detailed. If the credential was changed in the developer portal, run Connect-Walmart again."),
        new(TokenExpired, "AuthenticationError", "Get a new access token and connect with it, or connect with a credential, which renews its own tokens."),
        new(InsufficientScope, "PermissionDenied", "Look at the scopes with Get-WalmartToken -Detail, and grant the missing one to this API key in Walmart's developer portal (a solution provider also needs the right -ChannelType)."),
        new(Throttled, "LimitsExceeded", "Try again at the time given, call less often, or allow a longer wait with -MaximumWaitSec."),
        new(NotFound, "ObjectNotFound", "Check the path. Query parameters belong in -Query, and for an empty list Walmart may answer 404 too."),
        new(BadRequest, "InvalidArgument", "Correct what the message names: a header, a query parameter or a field of the body."),
        new(RequestFailed, "InvalidOperation", "See the status and the message for what Walmart asks of the request."),
        new(GatewayUnavailable, "ResourceUnavailable", "Walmart's gateway has a problem; try again later. If the call was a write, look whether it arrived before you repeat it."),
        new(ConnectionFailed, "ConnectionError", "Check the network, the proxy (-Proxy) and the address. If the call was a write, look whether it arrived before you repeat it."),
        new(WalmartErrorId.Timeout, "OperationTimeout", "Allow more time with -TimeoutSec, or ask for less at once. If the call was a write, look whether it arrived before you repeat it."),
        new(HostNotAllowed, "SecurityError", "Use a path, or an address on the session's own host. A pre-signed file on another host is fetched with -OutFile; a gateway of your own needs -BaseUri with -AllowUntrustedHost."),
        new(InvalidResponse, "InvalidResult", "Look at the answer as it came with -Raw, or save it with -OutFile."),
        new(PagingLoop, "LimitsExceeded", "Use the rows that were written, and narrow the query; the cursor cannot be followed further."),
        new(WalmartErrorId.InvalidArgument, "InvalidArgument", "Correct the parameter or the input object that the message names."),
        new(FileFailed, "WriteError", "Check that the file's folder exists, that it may be read or written, and that there is room."),
        new(VaultBusy, "ResourceBusy", "Find out why the vault does not answer: run Get-Secret for the secret that the message names. A hanging vault command ends with its runspace."),
        new(PollTimeout, "OperationTimeout", "Look at the last answer: $Error[0].Exception.LastAnswer. Run the command again to wait longer, or allow more time with -PollTimeoutSec."),
    }.ToDictionary(d => d.Id);

    /// <summary>The definition of an id; every id has one.</summary>
    public static ErrorDefinition Get(WalmartErrorId id) => Definitions[id];
}
