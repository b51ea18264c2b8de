namespace WalmartAuth.Messages;

/// <summary>The default next step of each error id, if the failure has no better one.</summary>
internal static class NextSteps
{
    public const string NotConnected = "Run Connect-Walmart in this runspace, or pass a session with -Session (in ForEach-Object -Parallel: -Session $using:session).";

    public const string SessionNotFound = "List the connected sessions with Get-WalmartSession -All, or connect: Connect-Walmart <secret name>.";

    public const string SecretNotFound = "List the vault's secrets with Get-SecretInfo, or store the credential: Set-Secret <name> -Secret (Get-Credential), with the client id as user name and the client secret as password.";

    public const string VaultNotFound = "List the registered vaults with Get-SecretVault. Vaults are registered per user: run Register-SecretVault as the account that runs this.";

    public const string VaultLocked = "Unlock the vault first (Unlock-SecretStore -Password $securePassword), or, for unattended use, store the credential in a vault that needs no password.";

    public const string VaultFailed = "Try Get-Secret and Test-SecretVault, and see the vault's documentation.";

    public const string SecretManagementMissing = "Install it with: Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore. Without a vault, use -Credential or -FromEnvironment.";

    public const string SecretShapeNotSupported = "Store the credential as a PSCredential: Set-Secret <name> -Secret (Get-Credential); or as a hashtable with the keys ClientId and ClientSecret.";

    public const string CredentialRejected = "Run Test-WalmartCredential -Detailed with the same parameters: it distinguishes a wrong secret from keys for the other environment or program.";

    public const string EnvironmentMismatch = "Connect with the -Environment and -Program that the credential belongs to; sandbox and production have separate credentials and hosts.";

    public const string TokenRejected = "Run Test-WalmartCredential -Session $session -Detailed. If the credential was changed in the developer portal, run Connect-Walmart again.";

    public const string TokenExpired = "Get a new access token and connect with it, or connect with a credential, which renews its own tokens.";

    public const string InsufficientScope = "Show the scopes with Get-WalmartToken -Detail, and grant the missing one to this API key in Walmart's developer portal (a solution provider also needs the right -ChannelType).";

    public const string Throttled = "Retry later, call less often, or allow a longer wait with -MaximumWaitSec.";

    public const string NotFound = "Check the path and the id. Query parameters belong in -Query.";

    public const string BadRequest = "Correct what the message names: a header, a query parameter or a field of the body.";

    public const string RequestFailed = "Correct the request as Walmart's message says; Walmart's API reference describes the endpoint.";

    public const string GatewayUnavailable = "Walmart's gateway has a problem; retry later.";

    public const string ConnectionFailed = "Check the network, the proxy (-Proxy) and the address.";

    public const string Timeout = "Allow more time with -TimeoutSec, or request less at a time.";

    public const string HostNotAllowed = "Use a path, or an address on the session's own host. A pre-signed file on another host is fetched with -OutFile; your own gateway needs -BaseUri with -AllowUntrustedHost.";

    public const string InvalidResponse = "Show the unparsed response with -Raw, or save it with -OutFile.";

    public const string PagingLoop = "Use the rows that were written, or narrow the query; the cursor leads no further.";

    public const string InvalidArgument = "Correct the parameter or the input object that the message names.";

    public const string FileFailed = "Check that the folder exists, that you have access, and that the disk has free space.";

    public const string VaultBusy = "Run Get-Secret for the secret that the message names, to see why the vault does not answer. A vault command that hangs ends with its runspace.";

    public const string PollTimeout = "See the last response: $Error[0].Exception.LastResponse. Run the command again to wait longer, or allow more time with -PollTimeoutSec.";
}
