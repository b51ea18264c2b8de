using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>The names of sessions, and two sessions with the same name.</summary>
public sealed class SessionNameTests : ShopTests
{
    [Theory]
    [InlineData("Connect-Walmart shop-1", "shop-1")]
    [InlineData("Connect-Walmart shop-1 -SessionName first", "first")]
    [InlineData("Connect-Walmart -Credential $credential", "1001")]
    [InlineData("Connect-Walmart -Credential $credential -SessionName mine", "mine")]
    [InlineData("$env:WALMART_CLIENT_ID = $credential.UserName; $env:WALMART_CLIENT_SECRET = $credential.GetNetworkCredential().Password; Connect-Walmart -FromEnvironment; $env:WALMART_CLIENT_ID = $env:WALMART_CLIENT_SECRET = $null", "WALMART")]
    [InlineData("Connect-Walmart -AccessToken $credential.Password", "token")]
    public void A_session_is_called(string connect, string name)
    {
        var session = Vault.Host.Run($"$PSDefaultParameterValues['Connect-Walmart:Program'] = 'Marketplace'; {connect}; Get-WalmartSession", ("credential", ModuleHost.Credential(Shops[0]))).Single;

        Assert.Equal(name, session.Properties["Name"].Value);
        Assert.Equal(name, session.ToString());
    }

    [Fact]
    public void With_several_names_the_session_has_the_first_name_so_scripts_survive_the_rotation()
    {
        Vault.Store("shop-1-next", ModuleHost.Credential(Shops[0]), new() { ["Program"] = "Marketplace" });
        Vault.Store("shop-1", ModuleHost.Credential(Shops[0].ClientId, "revoked"), new() { ["Program"] = "Marketplace" });

        Assert.Equal("shop-1", Text("Connect-Walmart shop-1, shop-1-next -PassThru"));
    }

    [Fact]
    public void Two_clients_with_the_same_end_are_distinguished_and_one_client_replaces_its_own_session()
    {
        var text = (string)Vault.Host.Run(
            "$PSDefaultParameterValues['Connect-Walmart:Program'] = 'Marketplace'; foreach ($c in $one, $twin, $one, $twin) { Connect-Walmart -Credential $c }; \"$(Get-WalmartSession -All)\"",
            ("one", ModuleHost.Credential(Shops[0])), ("twin", ModuleHost.Credential(Twin))).Single.BaseObject;

        Assert.Equal("1001 1001-2", text);
    }

    [Fact]
    public void A_name_with_wildcards_is_refused_before_anything_is_sent()
    {
        Assert.Equal("InvalidArgument", Run("Connect-Walmart shop-1 -SessionName 'shop*'").ErrorId);
        Assert.Equal(0, Vault.Gateway.Received.Count("POST", "/v3/token"));
    }

    [Fact]
    public void Connecting_again_under_a_name_replaces_the_session_and_the_earlier_one_keeps_working_for_its_holder()
    {
        Connect(1);
        Run("$global:first = Get-WalmartSession; Connect-Walmart shop-1 -Market CA").ThrowOnError();

        Assert.Equal("CA", Text("(Get-WalmartSession -All).Market"));
        Assert.Equal("CA", Text("(Get-WalmartSession shop-1).Market"));
        Run("Invoke-WalmartApi /v3/orders -Session $first").ThrowOnError();
        Assert.Equal("True", Text("$first.IsConnected"));
    }

    [Fact]
    public void A_session_that_takes_the_name_of_the_default_over_becomes_the_default()
    {
        Connect(2, 1);
        Run("Connect-Walmart shop-1 -Market CA -NoDefault; Connect-Walmart shop-2 -Market CA -NoDefault").ThrowOnError();

        Assert.Equal("shop-1 CA", Text("Get-WalmartSession | ForEach-Object { \"$_ $($_.Market)\" }"));
    }

    [Fact]
    public void Sessions_without_a_variable_outlive_a_garbage_collection()
    {
        Connect(1, 2, 3, 4, 5);
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal("shop-1, shop-2, shop-3, shop-4, shop-5", Text("Get-WalmartSession -All"));
        Run("Invoke-WalmartApi /v3/orders -Session shop-1").ThrowOnError();
    }

    [Fact]
    public void Get_shows_the_default_or_those_named_and_is_silent_about_names_that_match_none()
    {
        Connect(1, 2, 3);

        Assert.Equal("shop-3", Text("Get-WalmartSession"));
        Assert.Equal("shop-2, shop-1", Text("Get-WalmartSession shop-2, SHOP-1, shop-2"));
        Assert.Equal("shop-1, shop-2, shop-3", Text("Get-WalmartSession s*"));
        Assert.Equal("", Text("Get-WalmartSession shop-9, nothing*"));
        Assert.Equal("False False True", Text("\"$((Get-WalmartSession -All).IsDefault)\""));
    }

    [Fact]
    public void Select_makes_a_session_the_default()
    {
        Connect(1, 2, 3);

        Assert.Equal("", Text("Select-WalmartSession shop-1"));
        Assert.Equal("shop-1", Text("Get-WalmartSession"));
        Assert.Equal("shop-2", Text("Get-WalmartSession shop-2 | Select-WalmartSession -PassThru"));
        Assert.Equal("shop-3", Text("Select-WalmartSession *3; Get-WalmartSession"));
        Assert.Equal("SessionNotFound", Run("Select-WalmartSession shop-9").ErrorId);
        Assert.Equal("InvalidArgument", Run("Select-WalmartSession shop-*").ErrorId);
        Assert.Equal("NotConnected", Run("$s = Get-WalmartSession shop-1; Disconnect-Walmart shop-1; Select-WalmartSession $s").ErrorId);
        Assert.Equal("shop-3", Text("Get-WalmartSession"));
    }

    [Fact]
    public void Without_a_default_a_call_names_the_sessions_that_are_there()
    {
        Run("Connect-Walmart shop-1 -NoDefault; Connect-Walmart shop-2 -NoDefault").ThrowOnError();

        var error = Run("Invoke-WalmartApi /v3/orders").Error;

        Assert.Equal("NotConnected: 2 Walmart sessions are connected in this runspace, but none is the default: shop-1, shop-2.", Describe(error));
        Assert.Equal("Use -Session with a name, or set the default: Select-WalmartSession shop-1.", error.ErrorDetails.RecommendedAction);
    }
}
