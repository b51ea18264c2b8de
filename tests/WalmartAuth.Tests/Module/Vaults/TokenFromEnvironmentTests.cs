using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>One step has the secret, and passes a token to the next one.</summary>
public sealed class TokenFromEnvironmentTests : EmulatorTests
{
    // A prefix that no other test uses: the variables are those of the process.
    private const string Prefix = "STEP_TWO";

    [Fact]
    public void A_step_connects_with_the_token_of_another_and_without_the_secret()
    {
        var token = Host.Run("Connect-Walmart -Credential $credential -Program Marketplace -BaseUri $base; $t = Get-WalmartToken; Get-WalmartToken -AsPlainText -NoMask; $t.ExpiresOn.ToString('o')", ("base", Gateway.Marketplace), ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction))).Clean.Output;
        try
        {
            Set("ACCESS_TOKEN", token[0].ToString());
            Set("ACCESS_TOKEN_EXPIRES_ON", token[1].ToString());
            Set("PROGRAM", "Marketplace");
            Set("BASE_URI", Gateway.Marketplace.AbsoluteUri);

            var session = (WalmartSession)Host.Run($"Connect-Walmart -FromEnvironment -Prefix {Prefix} -PassThru").Single.BaseObject;
            Host.Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }").ThrowOnError();

            Assert.Equal((Prefix, WalmartTokenSource.Supplied, "environment variable STEP_TWO_ACCESS_TOKEN"), (session.Name, session.TokenSource, session.CredentialSource));
            Assert.NotNull(session.TokenExpiresOn);
            Assert.Equal(1, TokenCalls);
            Assert.Equal(true, Host.Run($"Test-WalmartCredential -FromEnvironment -Prefix {Prefix}").Single.BaseObject);
        }
        finally
        {
            foreach (var name in new[] { "ACCESS_TOKEN", "ACCESS_TOKEN_EXPIRES_ON", "PROGRAM", "BASE_URI" })
            {
                Set(name, null);
            }
        }
    }

    private static void Set(string name, string? value) => Environment.SetEnvironmentVariable($"{Prefix}_{name}", value);
}
