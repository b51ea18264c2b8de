using System.Collections;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module;

/// <summary>The successful path of each cmdlet, on the emulator.</summary>
public sealed class CmdletTests : EmulatorTests
{
    private const string Connect = "Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential";
    [Fact]
    public void Connect_writes_nothing_and_asks_for_one_token()
    {
        var result = Run(Connect);

        Assert.Empty(result.Clean.Output);
        Assert.Equal(1, Gateway.Received.Count("POST", "/v3/token"));
    }

    [Fact]
    public void Connect_with_a_wrong_secret_fails_here_and_leaves_no_session()
    {
        var result = Run("Connect-Walmart -BaseUri $base -Program Marketplace -Credential $wrong");

        Assert.Equal("CredentialRejected", result.ErrorId);
        Assert.Equal("caught", Run("try { Connect-Walmart -BaseUri $base -Program Marketplace -Credential $wrong } catch { 'caught' }").Single.BaseObject);
        Assert.Empty(Run("Get-WalmartSession").Clean.Output);
    }

    [Fact]
    public void The_session_shows_where_it_goes_and_four_characters_of_the_client_id()
    {
        var session = Run($"{Connect} -Market CA -PassThru").Single;

        Assert.Equal("Marketplace", session.Properties["Program"].Value.ToString());
        Assert.Equal("CA", session.Properties["Market"].Value.ToString());
        Assert.Equal("…4e01", session.Properties["ClientId"].Value);
    }

    [Fact]
    public void Calls_bear_the_headers_of_the_contract()
    {
        Run($"{Connect} -Market MX; Invoke-WalmartApi /v3/orders -Query @{{ limit = 1 }}").ThrowOnError();

        var call = Gateway.Received.Snapshot().Single(r => r.Path == "/v3/orders");
        Assert.StartsWith("sha256:", call.Headers["WM_SEC.ACCESS_TOKEN"], StringComparison.Ordinal);
        Assert.StartsWith("Bearer sha256:", call.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("Walmart Marketplace", call.Headers["WM_SVC.NAME"]);
        Assert.Equal("mx", call.Headers["WM_MARKET"]);
        Assert.Equal("3.1", call.Headers["WM_GLOBAL_VERSION"]);
        Assert.Equal("application/json", call.Headers["Accept"]);
        Assert.True(Guid.TryParse(call.Headers["WM_QOS.CORRELATION_ID"], out _));
        Assert.False(call.Headers.ContainsKey("Content-Type"));
    }

    [Fact]
    public void The_token_is_a_SecureString_and_plain_text_only_on_request()
    {
        Run(Connect).ThrowOnError();

        Assert.IsType<System.Security.SecureString>(Run("(Get-WalmartToken).Token").Single.BaseObject);
        var plain = (string)Run("Get-WalmartToken -AsPlainText -NoMask").Single.BaseObject;
        Assert.True(plain.Length > 500);
        var headers = (Hashtable)Run("Get-WalmartToken -AsHeader -NoMask").Single.BaseObject;
        Assert.Equal(plain, headers["WM_SEC.ACCESS_TOKEN"]);
    }

    [Fact]
    public void ForceRefresh_asks_for_a_new_token_and_Detail_tells_the_scopes()
    {
        Run(Connect).ThrowOnError();
        var first = Run("Get-WalmartToken -AsPlainText -NoMask").Single.BaseObject;

        var second = Run("Get-WalmartToken -ForceRefresh -AsPlainText -NoMask").Single.BaseObject;
        var detail = Run("Get-WalmartToken -Detail").Single;

        Assert.NotEqual(first, second);
        Assert.Equal(2, Gateway.Received.Count("POST", "/v3/token"));
        Assert.Equal(true, detail.Properties["IsValid"].Value);
        Assert.Equal("full_access", ((IReadOnlyDictionary<string, string>)detail.Properties["Scopes"].Value)["orders"]);
    }

    [Fact]
    public void Without_a_session_a_call_says_to_connect()
    {
        var result = Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("NotConnected", result.ErrorId);
        Assert.Contains("Connect-Walmart", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Disconnect_forgets_the_session()
    {
        Run($"{Connect}; Disconnect-Walmart").ThrowOnError();

        Assert.Equal("NotConnected", Run("Invoke-WalmartApi /v3/orders").ErrorId);
    }

    [Fact]
    public void Test_is_true_for_a_good_credential_and_false_with_one_warning_for_a_bad_one()
    {
        Assert.Equal(true, Run("Test-WalmartCredential -BaseUri $base -Program Marketplace -Credential $credential").Single.BaseObject);

        var bad = Run("Test-WalmartCredential -BaseUri $base -Program Marketplace -Credential $wrong");

        Assert.Equal(false, bad.Single.BaseObject);
        Assert.Single(bad.Warnings);
    }

    [Fact]
    public void A_default_session_belongs_to_its_runspace()
    {
        Run(Connect).ThrowOnError();
        using var other = new ModuleHost();

        Assert.Empty(other.Run("Get-WalmartSession").Clean.Output);
    }

    [Fact]
    public void A_session_object_works_in_another_runspace()
    {
        var session = Run($"{Connect} -PassThru").Single;
        using var other = new ModuleHost();

        var orders = other.Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -Session $session", ("session", session));

        Assert.Single(orders.Clean.Output);
        Assert.Equal(1, Gateway.Received.Count("POST", "/v3/token"));
    }

    [Fact]
    public void Removing_the_module_in_one_runspace_leaves_the_other_connected()
    {
        Run(Connect).ThrowOnError();
        using var child = new ModuleHost();
        child.Run($"{Connect}; Remove-Module WalmartAuth", ("base", Gateway.Marketplace), ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction))).ThrowOnError();

        Assert.Single(Run("Get-WalmartSession").Clean.Output);
        Run("Invoke-WalmartApi /v3/orders").ThrowOnError();
    }

    private ScriptResult Run(string script) => Host.Run(
        script,
        ("base", Gateway.Marketplace),
        ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction)),
        ("wrong", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction.ClientId, "not-the-secret-of-anybody-at-all")));
}
