using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Tokens;

/// <summary>A solution provider's grants on the emulator.</summary>
public sealed class SolutionProviderTests : EmulatorTests
{
    private static readonly EmulatedAccount Provider = DefaultAccounts.SolutionProvider;
    [Fact]
    public void A_code_is_exchanged_once_and_the_session_lives_on_its_refresh_token()
    {
        Run("Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential -AuthorizationCode $code -RedirectUri $redirect -PartnerId $partner").ThrowOnError();
        Gateway.RevokeAll();
        Run("Invoke-WalmartApi /v3/orders").ThrowOnError();
        Run("$null = Get-WalmartToken -ForceRefresh").ThrowOnError();

        var again = Run("Disconnect-Walmart; Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential -AuthorizationCode $code -RedirectUri $redirect -PartnerId $partner");
        Assert.Contains("used", again.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, Gateway.Received.Snapshot().Count(r => r.Body?.StartsWith("grant_type=refresh_token", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void A_refresh_token_with_its_seller_connects_and_renews()
    {
        Run("Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential -RefreshToken $refresh -PartnerId $partner").ThrowOnError();
        Gateway.RevokeAll();
        Run("Invoke-WalmartApi /v3/orders").ThrowOnError();

        var sent = Gateway.Received.Snapshot().Where(r => r.Path == "/v3/token").ToArray();
        Assert.Equal(2, sent.Length);
        Assert.All(sent, s => Assert.True(s.Headers.ContainsKey("WM_PARTNER.ID")));
    }

    private ScriptResult Run(string script) => Host.Run(
        script,
        ("base", Gateway.Marketplace),
        ("credential", ModuleHost.Credential(Provider)),
        ("code", ModuleHost.Secure(Provider.AuthorizationCode!)),
        ("redirect", Provider.RedirectUri),
        ("partner", Provider.PartnerId),
        ("refresh", ModuleHost.Secure(Provider.RefreshToken!)));
}
