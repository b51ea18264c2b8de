namespace WalmartAuth.Commands;

/// <summary>Suggests the registered vaults.</summary>
internal sealed class VaultCompleter : VaultNamesCompleter
{
    private protected override string Command => "Get-SecretVault";
}
