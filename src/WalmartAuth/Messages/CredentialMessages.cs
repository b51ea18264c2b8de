using WalmartAuth.Common;

namespace WalmartAuth.Messages;

/// <summary>Messages about reading a credential: vaults, secrets, variables, profiles.</summary>
internal static class CredentialMessages
{
    public static string PrefixIsNotName(string prefix) =>
        $"-Prefix '{prefix}' is not a valid variable prefix: use letters, digits and underscores, without the underscore that follows the prefix. Nothing was sent.";

    public const string UsePrefixSuchAs = "For SHOP_CLIENT_ID and SHOP_CLIENT_SECRET: -Prefix SHOP.";

    public const string PrefixAzureIsRefused = "-Prefix AZURE is refused: AZURE_CLIENT_ID and AZURE_CLIENT_SECRET hold an Azure credential, which must not be sent to Walmart. Nothing was sent.";

    public const string UseOtherPrefix = "Store Walmart's credential in variables with another prefix.";

    public static string EnvironmentVariable(string prefix, string name) =>
        $"the environment variable {prefix}_{name}";

    public static string VariablesNotSet(int missingLength, string missing) =>
        $"The environment variable{(missingLength > 1 ? "s" : "")} {missing} {(missingLength > 1 ? "are" : "is")} not set, or empty.";

    public static string SetVariables(string prefix, string clientId, string clientSecret, string accessToken) =>
        $"Set {prefix}_{clientId} and {prefix}_{clientSecret} in the environment of this process; in CI, map them from the system's secrets in the step that runs this. For a step without the secret, set {prefix}_{accessToken}.";

    public static string ValueIsNotOneOf(string where, string names) =>
        $"The value of {where} is not one of {names}.";

    public static string SetToOneOf(string names) =>
        $"Set it to one of {names}.";

    public static string ValueIsNotWebAddress(string where) =>
        $"The value of {where} is not an absolute http or https address.";

    public const string SetToAddress = "Set it to an address such as http://proxy.example:8080, or leave it out.";

    public static string ValueIsNotTime(string where) =>
        $"The value of {where} is neither an ISO 8601 time nor a number of seconds since 1970.";

    public const string SetToTime = "Set it to a time such as 2026-11-26T12:00:00Z; from a token: (Get-WalmartToken).ExpiresOn.ToString('o').";

    public static string ValueIsNotGuid(string where) =>
        $"The value of {where} is not a GUID.";

    public const string SetToChannelType = "Set it to the channel type that you received from Walmart at onboarding, or leave it out.";

    public const string CredentialGiven = "credential that was given";

    public static string SecretOfVault(string name, string vault) =>
        $"secret '{name}' of vault '{vault}'";

    public const string IsPlainString = "is a plain string";

    public const string IsSecureString = "is a single SecureString, which cannot hold a client id and a client secret";

    public const string IsByteArray = "is a byte array";

    public const string HasNoUserName = "has no user name, which should be the client id";

    public const string HasNoPassword = "has no password, which should be the client secret";

    public static string IsHashtableWithout(string missing) =>
        $"is a hashtable without {missing}";

    public static string HasUnknownKeys(string name, string unknown, string knownKeys) =>
        $"{name} has unknown keys: {unknown}. Known keys: {knownKeys}.";

    public static string HasKeyOfType(string key, string type) =>
        $"has a {key} that is a {type}";

    public static string SecretIsNotCredential(string name, string why) =>
        $"The {name} does not contain a client id and secret: it {why}.";

    public static string SecretManagementIsMissing(string label, string module) =>
        $"The {label} cannot be read: the module {module} is not installed, or cannot be loaded.";

    public static string NoSuchVault(string? vault, string known) =>
        $"No vault named '{vault}' is registered for this user.{known}";

    public static string VaultIsLocked(string label) =>
        $"The {label} cannot be read: the vault is locked, because no password was entered or the password was wrong.";

    public static string VaultPasswordIsWrong(string label) =>
        $"The {label} cannot be read: the vault does not accept its password.";

    public static string StoreCredential(string name, string? vault) =>
        $"Store the client id (user name) and the client secret (password): Set-Secret {PSLiteral.Quote(name)}{In(vault)} -Secret (Get-Credential).";

    public static string FindOrStoreCredential(string name, string? vault) =>
        $"List the vault's secrets with Get-SecretInfo. {StoreCredential(name, vault)}";

    private static string In(string? vault) => vault is null ? "" : $" -Vault {PSLiteral.Quote(vault)}";

    public static string NoVaultIsRegistered(string label) =>
        $"The {label} cannot be read: no vault is registered for this user.";

    public const string RegisterVault = "Register one, as the account that runs this: Register-SecretVault -Name Local -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault.";

    public static string NoSuchSecret(string label, string near) =>
        $"There is no {label}.{near}";

    public static string VaultFailed(string label, string failure) =>
        $"The {label} cannot be read: the vault reported: {failure}";

    public static string VaultGivesNoMetadata(string message) =>
        $"The vault returned no metadata: {message}";

    public static string MetadataOf(string label) =>
        $"the metadata of {label}";

    public static string VaultsCouldNotBeListed(string message) =>
        $"The vaults could not be listed: {message}";

    public static string ProxySecretIsNotCredential(string label, string profile) =>
        $"The {label}, which {profile} names as ProxySecretName, is not a PSCredential. Nothing was sent.";

    public static string StoreProxyCredential(string name) =>
        $"Store the proxy's user and password: Set-Secret {name} -Secret (Get-Credential).";

    public static string SecretCannotBeWritten(string name, string vault, string failure) =>
        $"The secret '{name}' of vault '{vault}' cannot be written: {failure}";

    public static string VaultCallsItself(string what, string? reader) =>
        $"{what} was called while the vault was running {reader}: a vault extension cannot read another secret through WalmartAuth.";

    public const string ConnectInsideExtension = "Connect with -Credential or -AccessToken inside a vault extension.";

    public const string AnotherVaultCommand = "another vault command";

    public static string WaitingForVault(string ahead) =>
        $"Waiting for {ahead}, which is running in another runspace of this process.";

    public static string SecretWasRead(string name, string? vault) =>
        $"Read secret '{name}'{(vault is null ? "" : $" from vault '{vault}'")}.";

    public static string VaultIsBusy(string what, string ahead, double seconds) =>
        $"{what} did not start: another runspace of this process has been running {ahead} for {seconds:0} s, and vaults are read one at a time.";
}
