namespace WalmartAuth.Messages;

/// <summary>The next step of each error id, where the failure itself knows no better one.</summary>
internal static class NextSteps
{
    public const string NotConnected = "Run Connect-Walmart in this runspace, or pass a session with -Session.";

    public const string SessionNotFound = "List the connected sessions with Get-WalmartSession -All, or connect: Connect-Walmart <secret name>.";

    public const string SecretNotFound = "List what the vault holds with Get-SecretInfo, or store the credential: Set-Secret <name> -Secret (Get-Credential), with the client id as user name and the client secret as password.";

    public const string VaultNotFound = "List the registered vaults with Get-SecretVault. Vaults are registered per user: register it, with Register-SecretVault, as the account that runs this.";

    public const string VaultLocked = "Unlock the vault first (Unlock-SecretStore -Password $securePassword), or, for unattended use, store the credential in a vault that asks for no password.";

    public const string VaultFailed = "Try the same with Get-Secret, run Test-SecretVault, and see the vault's own documentation.";

    public const string SecretManagementMissing = "Install it with: Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore. Without a vault, use -Credential or -FromEnvironment.";

    public const string SecretShapeNotSupported = "Store the credential as a PSCredential: Set-Secret <name> -Secret (Get-Credential); or as a hashtable with the keys ClientId and ClientSecret.";

    public const string CredentialRejected = "Run Test-WalmartCredential -Detailed with the same parameters: it tells a wrong secret from keys of the other environment or program.";

    public const string EnvironmentMismatch = "Connect with the -Environment and -Program that the credential was made for; sandbox and production have separate credentials and hosts.";

    public const string TokenRejected = "Run Test-WalmartCredential -Session $session -Detailed. If the credential was changed in the developer portal, run Connect-Walmart again.";

    public const string TokenExpired = "Get a new access token and connect with it, or connect with a credential, which renews its own tokens.";

    public const string InsufficientScope = "Look at the scopes with Get-WalmartToken -Detail, and grant the missing one to this API key in Walmart's developer portal (a solution provider also needs the right -ChannelType).";

    public const string Throttled = "Try again at the time given, call less often, or allow a longer wait with -MaximumWaitSec.";

    public const string NotFound = "Check the path. Query parameters belong in -Query, and for an empty list Walmart may answer 404 too.";

    public const string BadRequest = "Correct what the message names: a header, a query parameter or a field of the body.";

    public const string RequestFailed = "See the status and the message for what Walmart asks of the request.";

    public const string GatewayUnavailable = "Walmart's gateway has a problem; try again later. If the call was a write, look whether it arrived before you repeat it.";

    public const string ConnectionFailed = "Check the network, the proxy (-Proxy) and the address. If the call was a write, look whether it arrived before you repeat it.";

    public const string Timeout = "Allow more time with -TimeoutSec, or ask for less at once. If the call was a write, look whether it arrived before you repeat it.";

    public const string HostNotAllowed = "Use a path, or an address on the session's own host. A pre-signed file on another host is fetched with -OutFile; a gateway of your own needs -BaseUri with -AllowUntrustedHost.";

    public const string InvalidResponse = "Look at the answer as it came with -Raw, or save it with -OutFile.";

    public const string PagingLoop = "Use the rows that were written, and narrow the query; the cursor cannot be followed further.";

    public const string InvalidArgument = "Correct the parameter or the input object that the message names.";

    public const string FileFailed = "Check that the file's folder exists, that it may be read or written, and that there is room.";

    public const string VaultBusy = "Find out why the vault does not answer: run Get-Secret for the secret that the message names. A hanging vault command ends with its runspace.";

    public const string PollTimeout = "Look at the last answer: $Error[0].Exception.LastAnswer. Run the command again to wait longer, or allow more time with -PollTimeoutSec.";
}
