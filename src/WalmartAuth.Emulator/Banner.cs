namespace WalmartAuth.Emulator;

/// <summary>The text that the program prints when it is ready.</summary>
internal static class Banner
{
    public static Task WriteAsync(TextWriter output, GatewayEmulator emulator)
    {
        var account = emulator.Configuration.Accounts.FirstOrDefault(account => account is { Environment: AccountEnvironment.Production, Program: AccountProgram.Marketplace, ChannelType: null })
            ?? emulator.Configuration.AllAccounts.FirstOrDefault();
        return output.WriteLineAsync(
            $"""
             walmart-emulator emulates Walmart's API gateway. It is not a Walmart product and makes no outgoing connections. Its credentials work nowhere else.

               Marketplace   {emulator.Marketplace}
               Supplier      {emulator.Supplier}
               Sandbox       {emulator.Sandbox}
               Files         {emulator.Files}   (pre-signed downloads)
               Control       {new Uri(emulator.Marketplace, "_emulator/")}   (in a browser: a page that shows calls as they arrive)

             {Connect(emulator, account)}

             Other accounts: {new Uri(emulator.Marketplace, "_emulator/accounts")} (their secrets are in docs/emulator.md, or in your configuration). Press Ctrl+C to stop.
             """);
    }

    private static string Connect(GatewayEmulator emulator, EmulatedAccount? account)
    {
        if (account is null)
        {
            return "The configuration has no accounts, so no client can connect.";
        }

        return $"""
                Connect with the module:
                  {ConnectLine.Of(emulator, account)}
                  client id      {account.ClientId}
                  client secret  {(DefaultAccounts.All.Contains(account) || account.Shop > 0 ? account.ClientSecret : "as in your configuration")}
                """;
    }
}
