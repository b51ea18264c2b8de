using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>If id and secret are swapped, the end of the secret is never shown.</summary>
[Collection("ModuleContext")]
public sealed class SwappedCredentialTests : EmulatorTests
{
    private static readonly EmulatedAccount Shop = DefaultAccounts.MarketplaceProduction;

    [Theory]
    [InlineData("Connect-Walmart -Credential $swapped -BaseUri $base -Program Marketplace -Verbose")]
    [InlineData("Test-WalmartCredential -Credential $swapped -BaseUri $base -Program Marketplace -Verbose -Detailed")]
    [InlineData("Test-WalmartCredential -Credential $swapped -BaseUri $base -Program Marketplace")]
    public void No_end_of_the_secret(string script)
    {
        var result = Host.Run(script, ("base", Gateway.Marketplace), ("swapped", ModuleHost.Credential(Shop.ClientSecret, Shop.ClientId)));

        var reports = result.Output.Select(o => o.BaseObject).OfType<WalmartCredentialReport>().SelectMany(r => r.Checks.SelectMany(c => new[] { c.Cause, c.NextStep }).Append(r.ClientId).Append(r.Conclusion));
        var text = string.Join('\n', [.. result.Verbose, .. result.Warnings, .. result.Errors.Select(e => $"{e} {e.Exception} {e.ErrorDetails?.RecommendedAction} {e.TargetObject}"), $"{result.Thrown}", .. reports]);
        Assert.DoesNotContain(Shop.ClientSecret[^4..], text, StringComparison.Ordinal);
        Assert.NotEqual("", text.Trim());
    }

    [Fact]
    public void A_session_whose_client_id_has_another_shape_shows_no_end_of_it_and_is_called_credential()
    {
        using var lenient = new ScriptedHost(_ => null);

        var session = lenient.Run("Connect-Walmart -Program Marketplace -Credential $odd -PassThru", ("odd", ModuleHost.Credential("an-id-that-is-not-a-guid-Z7bN", "a-secret-of-somebody"))).Single;

        Assert.Equal("credential", session.Properties["Name"].Value);
        Assert.Null(session.Properties["ClientId"].Value);
    }
}
