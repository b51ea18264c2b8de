using System.Collections;
using System.Management.Automation.Runspaces;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>Tab completion: it suggests existing names, and never blocks or throws.</summary>
[Collection("ModuleContext")]
public sealed class CompletionTests : VaultTests
{
    private IDisposable processWide = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        processWide = Vault.ForTheWholeProcess();
        Vault.AddVault("Azure vault");
        Vault.Store("Walmart", new Hashtable());
        Vault.Store("My shop's", new Hashtable());
        Vault.Store("Elsewhere", new Hashtable(), vault: "Azure vault");
    }

    public override ValueTask DisposeAsync()
    {
        processWide.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData("Connect-Walmart W", "Walmart")]
    [InlineData("Connect-Walmart -SecretName 'my", "'My shop''s'")]
    [InlineData("Connect-Walmart -Vault 'Azure vault' -SecretName ", "Elsewhere")]
    [InlineData("Connect-Walmart x -Vault ", "'Azure vault', Local")]
    [InlineData("Test-WalmartCredential x -Vault l", "Local")]
    [InlineData("Connect-Walmart x -Market ", "US, CA, MX, CL")]
    [InlineData("Connect-Walmart x -Environment S", "Sandbox")]
    [InlineData("Connect-Walmart x -Program ", "Supplier, Marketplace")]
    [InlineData("Invoke-WalmartApi /v3/re", "/v3/reports/downloadReport, /v3/reports/reportRequests, '/v3/reports/reportRequests/{requestId}', /v3/returns")]
    [InlineData("Invoke-WalmartApi -Uri '/v3/items/{", "'/v3/items/{sku}'")]
    public void It_offers(string line, string expected)
    {
        Assert.Equal(expected.Split(", ").Order(StringComparer.Ordinal), Complete(line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_vault_that_is_locked_or_broken_does_not_hide_the_others_and_throws_nothing()
    {
        Vault.AddVault("Locked")["Locked"] = true;
        Vault.AddVault("Broken")["NoList"] = true;

        Assert.Equal(["Walmart"], Complete("Connect-Walmart W"));
        Assert.DoesNotContain("Walmart", Complete("Connect-Walmart -Vault Nowhere -SecretName W"));
    }

    [Fact]
    public void A_name_in_several_vaults_is_suggested_once()
    {
        Vault.Store("Walmart", new Hashtable(), vault: "Azure vault");

        Assert.Equal(["Walmart"], Complete("Connect-Walmart W"));
    }

    [Fact]
    public void The_same_name_in_another_case_is_offered_once_and_all_are_in_order()
    {
        Vault.Store("WALMART", new Hashtable(), vault: "Azure vault");
        Vault.Store("apple", new Hashtable());
        Vault.Store("Zebra", new Hashtable());

        Assert.Equal(["apple", "Elsewhere", "'My shop''s'", "Walmart", "Zebra"], Complete("Connect-Walmart -SecretName "), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_command_of_the_same_name_in_the_callers_scope_offers_nothing()
    {
        Vault.Host.Run("function global:Get-SecretVault { [pscustomobject]@{ Name = 'Lure' } }").ThrowOnError();

        Assert.Empty(Complete("Connect-Walmart x -Vault Lu"));
    }

    [Fact]
    public void Vaults_are_opened_where_none_can_ask_for_its_password()
    {
        var opened = new List<string>();
        Vault.OnList = () => opened.Add($"{Runspace.DefaultRunspace.InstanceId}");

        Complete("Connect-Walmart W");

        Assert.NotEqual($"{Vault.Host.Runspace.InstanceId}", Assert.Single(opened));
    }

    [Fact]
    public void Without_SecretManagement_it_offers_nothing()
    {
        processWide.Dispose();
        using var bare = new ModuleHost();

        Assert.Empty(Complete(bare, "Connect-Walmart x -Vault L"));
    }

    [Fact]
    public async Task It_does_not_wait_for_a_vault_that_is_being_read()
    {
        using var other = new ModuleHost();
        other.Run($"$global:StandIn = $state; Import-Module '{VaultHost.Folder}/{VaultHost.SecretManagement}/{VaultHost.SecretManagement}.psd1' -Global", ("state", Vault.Host.Runspace.SessionStateProxy.GetVariable("StandIn"))).ThrowOnError();
        using var reading = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        Vault.OnRead = () =>
        {
            reading.Set();
            go.Wait();
        };

        var read = Task.Run(() => Vault.Refused("Walmart"));
        reading.Wait();
        Assert.Equal(["Local"], Complete(other, "Connect-Walmart x -Vault L"));
        go.Set();
        await read;
    }

    private IEnumerable<string> Complete(string line) => Complete(Vault.Host, line);

    private static IEnumerable<string> Complete(ModuleHost host, string line) =>
        host.Run("TabExpansion2 $line $line.Length | ForEach-Object { $_.CompletionMatches } | ForEach-Object { $_.CompletionText }", ("line", line)).Clean.Output.Select(o => o.ToString());
}
