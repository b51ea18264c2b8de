namespace WalmartAuth.Commands;

/// <summary>Suggests the names of secrets, from the vault in -Vault if it is specified.</summary>
internal sealed class SecretNameCompleter : VaultNamesCompleter
{
    private protected override string Command => "Get-SecretInfo";

    private protected override bool ReadsVaults => true;
}
