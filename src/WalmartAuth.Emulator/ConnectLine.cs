namespace WalmartAuth.Emulator;

/// <summary>The command that connects the module with an account. It prompts for the secret.</summary>
internal static class ConnectLine
{
    public static string Of(GatewayEmulator emulator, EmulatedAccount account)
    {
        var site = account.Environment == AccountEnvironment.Sandbox ? emulator.Sandbox
            : account.Program == AccountProgram.Supplier ? emulator.Supplier
            : emulator.Marketplace;
        var environment = account.Environment == AccountEnvironment.Sandbox ? " -Environment Sandbox" : string.Empty;
        var channel = account.ChannelType is { } type ? $" -ChannelType {type}" : string.Empty;
        return $"Connect-Walmart -BaseUri {site.AbsoluteUri.TrimEnd('/')} -Program {account.Program}{environment}{channel} -Credential (Get-Credential {account.ClientId})";
    }
}
