using System.Management.Automation;
using System.Text.RegularExpressions;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Diagnostics;
using WalmartAuth.Emulator;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Help;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Test-WalmartCredential on Walmart's real host names, which lead to the emulator here.</summary>
[Collection("ModuleContext")]
public sealed class CredentialTestTests : IAsyncLifetime
{
    private readonly ModuleContext kept = ModuleContext.Current;
    private readonly ModuleHost host = new();
    private GatewayEmulator gateway = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await FreshGateway.StartAsync();
        var sites = new Dictionary<string, Uri>
        {
            [GatewayAddress.Marketplace.Host] = gateway.Marketplace,
            [GatewayAddress.Supplier.Host] = gateway.Supplier,
            [GatewayAddress.Sandbox.Host] = gateway.Sandbox,
        };
        ModuleContext.Current = new ModuleContext(SystemClock.Instance, new HandlerPool(_ => new HostMap(sites)));
    }

    public async ValueTask DisposeAsync()
    {
        ModuleContext.Current = kept;
        host.Dispose();
        await gateway.DisposeAsync();
    }

    [Fact]
    public void Sandbox_keys_in_production_are_reported_as_sandbox_keys()
    {
        var result = Test("-Program Marketplace", DefaultAccounts.MarketplaceSandbox);

        Assert.Equal(false, result.Single.BaseObject);
        Assert.Contains("these keys are for sandbox", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Marketplace_keys_at_the_supplier_host_are_reported_as_that()
    {
        Assert.Contains("these keys are for Marketplace production", Assert.Single(Test("-Program Supplier", DefaultAccounts.MarketplaceProduction).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Production_keys_in_the_sandbox_are_reported_as_production_keys()
    {
        Assert.Contains("keys are for Supplier production", Assert.Single(Test("-Environment Sandbox", DefaultAccounts.SupplierProduction).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void NoCrossCheck_contacts_no_other_host()
    {
        var result = Test("-Program Marketplace -NoCrossCheck", DefaultAccounts.MarketplaceSandbox);

        Assert.Equal(false, result.Single.BaseObject);
        Assert.Equal(["Marketplace"], gateway.Received.Snapshot().Select(r => r.Site).Distinct());
    }

    [Fact]
    public void A_wrong_secret_is_reported_as_wrong_everywhere()
    {
        var report = Report("-Program Marketplace", DefaultAccounts.MarketplaceProduction.ClientId, "Not-Anybodys-Secret-0123456789abcdef");

        Assert.False(report.Succeeded);
        Assert.Equal(WalmartCheckResult.Passed, Check(report, "CrossCheck").Result);
        Assert.Contains("No other environment", Check(report, "CrossCheck").Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- id --\n", "line break")]
    [InlineData("\uFEFFEmulator-Only-Secret-0123456789", "byte order mark")]
    [InlineData("Emulator Only Secret 0123456789", "white space")]
    [InlineData("<the-client-secret>", "placeholder")]
    [InlineData("$env:WALMART_CLIENT_SECRET", "placeholder")]
    [InlineData("%WALMART_SECRET%", "placeholder")]
    [InlineData("${{ secrets.WALMART }}-0123456789", "white space")]
    [InlineData("$(WalmartSecret)", "placeholder")]
    [InlineData("undefined", "placeholder")]
    [InlineData("Emulator-Only-Secret-0123456789", "colon", "somebody:else-01")]
    [InlineData("QWxhZGRpbjpvcGVuLXNlc2FtZQ==", "Base64")]
    [InlineData("0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f", "swapped", "not-a-guid-at-all")]
    public void A_flaw_of_the_secret_is_reported_without_a_character_of_it(string secret, string flaw, string? id = null)
    {
        var report = Report("-Program Marketplace", id ?? DefaultAccounts.MarketplaceProduction.ClientId, secret);
        var check = Check(report, "SecretShape");

        Assert.Equal(WalmartCheckResult.Failed, check.Result);
        Assert.Contains(flaw, check.Cause, StringComparison.Ordinal);
        Assert.Contains(flaw, report.Conclusion, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Trim(), string.Join("|", report.Checks) + report.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_names_the_checks_of_a_report()
    {
        var report = Report("-Program Marketplace", DefaultAccounts.MarketplaceProduction.ClientId, DefaultAccounts.MarketplaceProduction.ClientSecret);

        var named = Regex.Matches(MarkdownCommands.Text("docs/Test-WalmartCredential.md"), @"(?m)^- (\w+): ").Select(line => line.Groups[1].Value);
        Assert.Equal(report.Checks.Select(check => check.Name), named);
    }

    [Fact]
    public void A_good_credential_passes_every_check_that_is_made()
    {
        var report = Report("-Program Marketplace -RequireScope @{ orders = 'view_only' }", DefaultAccounts.MarketplaceProduction.ClientId, DefaultAccounts.MarketplaceProduction.ClientSecret);

        Assert.True(report.Succeeded);
        Assert.DoesNotContain(report.Checks, c => c.Result == WalmartCheckResult.Failed);
        Assert.Equal(["SecretShape", "Reachability", "TokenCall", "CrossCheck", "TokenDetail", "RequiredScope", "ClockSkew", "ApiStatus"], report.Checks.Select(c => c.Name));
        Assert.Equal("full_access", report.Scopes!["orders"]);
    }

    [Fact]
    public void A_missing_scope_is_false_and_named_with_the_level_held()
    {
        var result = Test("-Program Marketplace -RequireScope @{ orders = 'full_access' }", DefaultAccounts.Restricted);

        Assert.Equal(false, result.Single.BaseObject);
        Assert.Contains("orders = full_access (held: view_only)", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_channel_type_is_reported()
    {
        var result = Test($"-Program Marketplace -ChannelType {Guid.Empty}", DefaultAccounts.ChannelBound);

        Assert.Equal(false, result.Single.BaseObject);
        Assert.Contains("channel type", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_clock_is_reported_and_the_credential_is_still_valid()
    {
        gateway.ClockOffset = TimeSpan.FromMinutes(10);

        var report = Report("-Program Marketplace", DefaultAccounts.MarketplaceProduction.ClientId, DefaultAccounts.MarketplaceProduction.ClientSecret);

        Assert.True(report.Succeeded);
        Assert.Contains("behind", Check(report, "ClockSkew").Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_supplier_host_has_no_token_detail_and_the_credential_still_counts()
    {
        var report = Report("", DefaultAccounts.SupplierProduction.ClientId, DefaultAccounts.SupplierProduction.ClientSecret);

        Assert.True(report.Succeeded);
        Assert.Equal(WalmartCheckResult.Skipped, Check(report, "TokenDetail").Result);
    }

    [Fact]
    public void An_outage_is_an_error_and_neither_true_nor_false()
    {
        gateway.Faults.Add(Fault.Status(503, "/v3/token").Always());

        var result = Test("-Program Marketplace", DefaultAccounts.MarketplaceProduction);

        Assert.Empty(result.Output);
        Assert.Equal("GatewayUnavailable", result.ErrorId);
    }

    [Fact]
    public void A_gateway_that_is_not_there_is_an_error_that_lets_an_if_take_its_branch()
    {
        var result = Run("if (-not (Test-WalmartCredential -BaseUri http://127.0.0.1:9 -Credential $credential)) { 'stopped here' }", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction));

        Assert.Equal("stopped here", Assert.Single(result.Output).BaseObject);
        Assert.Equal("ConnectionFailed", result.ErrorId);
    }

    [Fact]
    public void A_blank_service_header_is_not_mistaken_for_a_wrong_credential()
    {
        gateway.Faults.Add(Fault.Status(400, "/v3/token", """{"error":[{"code":"INVALID_REQUEST_HEADER.GMP_GATEWAY_API","field":"WM_SVC.NAME","description":"blank"}]}""").Always());

        Assert.Equal("BadRequest", Test("-Program Marketplace", DefaultAccounts.MarketplaceProduction).ErrorId);
    }

    [Fact]
    public void A_400_without_a_field_at_the_token_call_is_a_wrong_credential()
    {
        gateway.Faults.Add(Fault.Of(FaultKind.CredentialRejection400, "/v3/token").Always());

        Assert.Equal(false, Test("-Program Marketplace -NoCrossCheck", DefaultAccounts.MarketplaceSandbox).Single.BaseObject);
    }

    [Fact]
    public void A_403_names_the_scope_the_level_needed_and_the_level_held()
    {
        var result = Run("Connect-Walmart -Program Marketplace -Credential $credential; Invoke-WalmartApi /v3/orders/1/acknowledge -Method Post -Confirm:$false", ModuleHost.Credential(DefaultAccounts.Restricted));

        Assert.Equal("InsufficientScope", result.ErrorId);
        Assert.Contains("'orders' with full_access; the key has view_only", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    private ScriptResult Test(string parameters, EmulatedAccount account) => Run($"Test-WalmartCredential {parameters} -Credential $credential", ModuleHost.Credential(account));

    private WalmartCredentialReport Report(string parameters, string id, string secret) =>
        (WalmartCredentialReport)Run($"Test-WalmartCredential {parameters} -Credential $credential -Detailed", ModuleHost.Credential(id, secret)).Single.BaseObject;

    private ScriptResult Run(string script, PSCredential credential) => host.Run(script, ("credential", credential));

    private static WalmartCheck Check(WalmartCredentialReport report, string name) => report.Checks.Single(c => c.Name == name);
}
