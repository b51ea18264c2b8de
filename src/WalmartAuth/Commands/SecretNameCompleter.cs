namespace WalmartAuth.Commands;

/// <summary>Offers the names of the secrets, of the vault named before if there is one.</summary>
internal sealed class SecretNameCompleter : VaultNamesCompleter
{
    private protected override string Command => "Get-SecretInfo";

    private protected override bool ReadsVaults => true;
}
