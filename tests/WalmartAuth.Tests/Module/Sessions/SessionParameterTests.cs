namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>-Session accepts sessions, names and wildcards.</summary>
public sealed class SessionParameterTests : ShopTests
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Connect(1, 2, 3);
    }

    [Theory]
    [InlineData("shop-1", "1001")]
    [InlineData("SHOP-1", "1001")]
    [InlineData("shop-1, shop-3", "1001, 1003")]
    [InlineData("shop-*", "1001, 1002, 1003")]
    [InlineData("(Get-WalmartSession shop-2)", "1002")]
    [InlineData("(Get-WalmartSession -All)", "1001, 1002, 1003")]
    [InlineData("shop-2, (Get-WalmartSession shop-2), *-1", "1002, 1001")]
    public void Each_session_counts_once_in_the_requested_order(string sessions, string clients)
    {
        Assert.Equal(clients.Split(", ").Select(c => "…" + c), Run($"Get-WalmartSession -Session {sessions}").Clean.Output.Select(o => (string)o.Properties["ClientId"].Value));
        Assert.Equal(clients.Split(", ").Length, Run($"Get-WalmartToken -Session {sessions}").Clean.Output.Count);
    }

    [Theory]
    [InlineData("Get-WalmartSession -All | Get-WalmartToken -AsPlainText -NoMask", 3)]
    [InlineData("'shop-1', '*3' | Get-WalmartToken", 2)]
    [InlineData("'shop-1', 'shop-2' | Get-WalmartSession", 2)]
    [InlineData("'*' | Get-WalmartSession", 3)]
    public void It_is_bound_from_the_pipeline_by_value(string script, int count)
    {
        Assert.Equal(count, Run(script).Clean.Output.Count);
    }

    [Theory]
    [InlineData("Disconnect-Walmart shop-1", "shop-2, shop-3")]
    [InlineData("Disconnect-Walmart shop-1, *3", "shop-2")]
    [InlineData("'shop-1', 'shop-2' | Disconnect-Walmart", "shop-3")]
    [InlineData("Get-WalmartSession -All | Disconnect-Walmart", "")]
    [InlineData("Disconnect-Walmart", "shop-1, shop-2")]
    public void Disconnect_forgets_those_named_and_no_others(string script, string left)
    {
        Run(script).ThrowOnError();

        Assert.Equal(left, Text("Get-WalmartSession -All"));
    }

    [Fact]
    public void An_exact_name_beats_a_pattern()
    {
        Vault.Store("shop-[1]", Vault.Stored("shop-5")!, new() { ["Program"] = "Marketplace" });
        Run("Connect-Walmart 'shop-[1]' -NoDefault").ThrowOnError();

        Assert.Equal("shop-[1]", Text("Get-WalmartSession -Session 'shop-[1]'"));
        Assert.Equal("shop-2", Text("Get-WalmartSession -Session 'shop-[2]'"));
    }

    [Theory]
    [InlineData("Invoke-WalmartApi /v3/orders -Session shpo-1")]
    [InlineData("Get-WalmartToken -Session shpo-1")]
    [InlineData("Get-WalmartSession -Session shpo-1")]
    [InlineData("Disconnect-Walmart shpo-1")]
    [InlineData("Select-WalmartSession shpo-1")]
    [InlineData("'shpo-1' | Disconnect-Walmart")]
    public void An_unknown_name_is_an_error_with_similar_names_and_never_the_default(string script)
    {
        var result = Run(script);

        Assert.Equal("SessionNotFound: shpo-1: no Walmart session of this runspace has this name. Did you mean: shop-1?", Describe(result.Error));
        Assert.IsType<WalmartException>(result.Error.Exception);
        Assert.Empty(result.Output);
        Assert.Equal(0, Vault.Gateway.Received.Count("GET", "/v3/orders"));
        Assert.Equal(3, Run("Get-WalmartSession -All").Output.Count);
    }

    [Theory]
    [InlineData("shpo-1", "Connect-Walmart shpo-1.")]
    [InlineData("Ann's shop", "Connect-Walmart 'Ann''s shop'.")]
    [InlineData("none-*", "Get-SecretInfo 'none-*' | Connect-Walmart.")]
    public void The_next_step_can_be_typed(string name, string step)
    {
        Assert.EndsWith(" or connect: " + step, Run($"Get-WalmartToken -Session {PSLiteral(name)}").Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static string PSLiteral(string name) => "'" + name.Replace("'", "''", StringComparison.Ordinal) + "'";

    [Theory]
    [InlineData("Get-WalmartToken -Session shop-1, shop-9, shop-3 -ErrorAction SilentlyContinue", 2)]
    [InlineData("'shop-1', 'shop-9', 'nothing*', 'shop-3' | Get-WalmartToken -ErrorAction SilentlyContinue", 2)]
    [InlineData("Get-WalmartSession -Session nothing* -ErrorAction SilentlyContinue", 0)]
    public void ErrorAction_is_honored_and_the_other_names_continue(string script, int count)
    {
        Assert.Equal(count, Run(script).Clean.Output.Count);
    }

    [Theory]
    [InlineData("Invoke-WalmartApi /v3/orders -Session shop")]
    [InlineData("Get-WalmartToken -Session shop")]
    [InlineData("Get-WalmartSession shop")]
    [InlineData("Disconnect-Walmart shop")]
    [InlineData("Select-WalmartSession shop")]
    public void Names_are_completed(string line)
    {
        Assert.Equal("shop-1, shop-2, shop-3", Complete(line));
    }

    [Fact]
    public void A_name_that_needs_quotes_is_completed_with_them()
    {
        Run("Connect-Walmart shop-4 -SessionName \"Ann's shop\" -NoDefault").ThrowOnError();

        Assert.Equal("'Ann''s shop'", Complete("Disconnect-Walmart Ann"));
        Assert.Equal("Ann's shop", Text("Get-WalmartSession 'Ann''s shop'"));
    }

    [Fact]
    public void A_default_value_for_every_call_of_a_script_names_the_session()
    {
        Run("$PSDefaultParameterValues['Invoke-WalmartApi:Session'] = 'shop-2'; Invoke-WalmartApi /v3/orders").ThrowOnError();

        Assert.Equal("1", Text("(Get-WalmartSession shop-2).ApiCalls"));
        Assert.Equal("0", Text("(Get-WalmartSession shop-3).ApiCalls"));
    }

    [Fact]
    public void Something_that_is_no_session_is_refused()
    {
        Assert.Contains("-Session accepts sessions, session names and wildcards", Run("Get-WalmartToken -Session 5").Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, Run("$null -eq (Get-WalmartToken -Session (Get-Item /) -ErrorAction Ignore); Get-WalmartSession -All").Output.Count(o => o.BaseObject is WalmartSession));
    }

    [Fact]
    public void A_dead_session_among_several_is_one_error_while_the_others_answer()
    {
        var result = Run("$all = Get-WalmartSession -All; Disconnect-Walmart shop-2; $all | Get-WalmartToken");

        Assert.Equal("NotConnected", result.ErrorId);
        Assert.Equal(2, result.Output.Count);
    }
}
