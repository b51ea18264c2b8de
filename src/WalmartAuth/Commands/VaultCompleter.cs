namespace WalmartAuth.Commands;

/// <summary>Offers the registered vaults.</summary>
internal sealed class VaultCompleter : VaultNamesCompleter
{
    private protected override string Command => "Get-SecretVault";
}
