using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module;

/// <summary>A test does not see what another test left in the runspace that both use.</summary>
public sealed class RunspaceReuseTests : EmulatorTests
{
    [Theory]
    [InlineData("$left = 1; $global:left = 1", "if ($null -ne $left) { 'left' }")]
    [InlineData("$ErrorActionPreference = 'Stop'; $VerbosePreference = 'Continue'", "if (\"$ErrorActionPreference $VerbosePreference\" -ne 'Continue SilentlyContinue') { 'changed' }")]
    [InlineData("$PSDefaultParameterValues['Connect-Walmart:Market'] = 'MX'", "$PSDefaultParameterValues.Keys")]
    [InlineData("Invoke-WalmartApi /v3/orders -ErrorAction SilentlyContinue", "$Error")]
    [InlineData("function global:left { 1 }", "Get-Command left -ErrorAction Ignore")]
    [InlineData("function global:prompt { 1 }", "if ((Get-Command prompt).Definition -eq ' 1 ') { 'changed' }")]
    [InlineData("$ExecutionContext.SessionState.InvokeProvider.Item.Set('alias:left', 'Get-Command')", "Get-Command left -ErrorAction Ignore")]
    [InlineData("New-Module Left { function Get-Left { 1 } } | Import-Module -Global", "Get-Module Left; Get-Command Get-Left -ErrorAction Ignore")]
    [InlineData("Remove-Module WalmartAuth", "if (-not (Get-Module WalmartAuth)) { 'removed' }")]
    [InlineData("Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential", "Get-WalmartSession; Get-WalmartSession -All")]
    public void Nothing_is_left(string script, string look)
    {
        Host.Run(script, ("base", Gateway.Marketplace), ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction)));
        Host.Dispose();

        using var next = new ModuleHost();

        Assert.Empty(next.Run(look).Clean.Output);
    }

    [Fact]
    public void A_runspace_is_given_to_one_test_at_a_time()
    {
        Host.Dispose();
        Host.Dispose();

        using var first = new ModuleHost();
        using var second = new ModuleHost();

        Assert.NotSame(first.Runspace, second.Runspace);
    }
}
