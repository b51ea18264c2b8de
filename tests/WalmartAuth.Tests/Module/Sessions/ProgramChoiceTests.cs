using System.Collections;
using WalmartAuth.Common;
using WalmartAuth.Emulator;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Module.Errors;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>No program is specified: Supplier is tried first, as in the FAQ's sample, then Marketplace if Supplier rejects the key.</summary>
[Collection("ModuleContext")]
public sealed class ProgramChoiceTests : ShopTests
{
    private readonly ModuleContext before = ModuleContext.Current;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Run("$PSDefaultParameterValues.Clear()").ThrowOnError();
        ModuleContext.Current = new ModuleContext(SystemClock.Instance, new HandlerPool(_ => new HostMap(new Dictionary<string, Uri>
        {
            [GatewayAddress.Marketplace.Host] = Vault.Gateway.Marketplace,
            [GatewayAddress.Supplier.Host] = Vault.Gateway.Supplier,
            [GatewayAddress.Sandbox.Host] = Vault.Gateway.Sandbox,
        })));
        Vault.Store("Seller", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction));
        Vault.Store("Supplier", ModuleHost.Credential(DefaultAccounts.SupplierProduction));
        Vault.Store("Box", ModuleHost.Credential(DefaultAccounts.MarketplaceSandbox));
        Vault.Store("Wrong", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction.ClientId, "not-the-secret-of-anybody"));
    }

    public override ValueTask DisposeAsync()
    {
        ModuleContext.Current = before;
        return base.DisposeAsync();
    }

    [Fact]
    public void A_supplier_is_connected_by_the_first_request_and_nothing_is_said()
    {
        var result = Run("Connect-Walmart Supplier -PassThru");

        Assert.Equal("Supplier", $"{result.Single.Properties["Program"].Value}");
        Assert.Empty(result.Warnings);
        Assert.Equal("Supplier 200", Asked());
    }

    [Fact]
    public void A_sellers_key_is_shown_to_Marketplace_after_Supplier_rejects_it_and_a_warning_says_how_to_name_it()
    {
        var result = Run("Connect-Walmart Seller -PassThru");

        Assert.Equal("Marketplace", $"{result.Single.Properties["Program"].Value}");
        Assert.Equal("Seller: no program was specified, and Marketplace accepts the key. To set it: -Program Marketplace, or store it with the secret: Set-SecretInfo Seller -Metadata @{ Program = 'Marketplace' }.", Assert.Single(result.Warnings));
        Assert.Equal("Supplier 401, Marketplace 200", Asked());
    }

    [Fact]
    public void The_program_that_accepted_is_the_sessions_for_good()
    {
        Run("Connect-Walmart Seller -WarningAction Ignore; $null = Get-WalmartToken -ForceRefresh; Invoke-WalmartApi /v3/orders").ThrowOnError();

        Assert.Equal("Supplier 401, Marketplace 200, Marketplace 200", Asked());
    }

    [Fact]
    public void A_key_that_both_reject_names_both_hosts()
    {
        var error = Run("Connect-Walmart Wrong").Error;

        Assert.StartsWith("CredentialRejected: Wrong: ", Describe(error), StringComparison.Ordinal);
        Assert.EndsWith("No program was specified, so both were tried: Supplier at api-gateway.walmart.com and Marketplace at marketplace.walmartapis.com.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("Supplier 401, Marketplace 401", Asked());
    }

    [Theory]
    [InlineData("-Program Supplier", "Supplier 401")]
    [InlineData("-Program Marketplace", "Marketplace 401")]
    [InlineData("-Market CA", "Marketplace 401")]
    [InlineData("-PartnerId 10001000101", "Marketplace 401")]
    [InlineData("-PartnerId 10001000101 -RefreshToken $refresh", "Marketplace 401")]
    [InlineData("-PartnerId 10001000101 -AuthorizationCode $refresh -RedirectUri https://partner.example", "Marketplace 401")]
    [InlineData("-Environment Sandbox", "Sandbox 401")]
    [InlineData("-BaseUri $base", "Marketplace 401")]
    public void What_is_known_is_not_guessed(string parameters, string asked)
    {
        Vault.Host.Runspace.SessionStateProxy.SetVariable("refresh", ModuleHost.Secure("a-refresh-token-of-somebody"));

        Assert.Equal("CredentialRejected", Run($"Connect-Walmart Wrong {parameters}").ErrorId);
        Assert.Equal(asked, Asked());
    }

    [Theory]
    [InlineData("Program", "Marketplace")]
    [InlineData("Market", "MX")]
    [InlineData("PartnerId", "10001000101")]
    public void The_metadata_of_the_secret_is_known(string key, string value)
    {
        Vault.Store("Seller", Vault.Stored("Seller")!, new Hashtable { [key] = value });

        Assert.Empty(Run("Connect-Walmart Seller").Clean.Warnings);
        Assert.Equal("Marketplace 200", Asked());
    }

    [Fact]
    public void Only_a_rejected_key_is_shown_to_the_other_host()
    {
        Vault.Gateway.Faults.Add(Fault.Status(404, "/v3/token").Always());

        Assert.NotEqual("CredentialRejected", Run("Connect-Walmart Seller").ErrorId);
        Assert.DoesNotContain("Marketplace", Asked(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_the_sandbox_is_not_looked_for_in_the_other_environment()
    {
        Assert.Equal("CredentialRejected", Run("Connect-Walmart Box").ErrorId);
        Assert.Equal("Supplier 401, Marketplace 401", Asked());
    }

    [Fact]
    public void In_a_command_the_last_accepted_program_is_tried_first_and_there_is_one_warning()
    {
        var result = Run("Get-SecretInfo shop-* | ForEach-Object { [pscustomobject]@{ SecretName = $_.Name; Metadata = @{ Note = 'x' } } } | Connect-Walmart -ThrottleLimit 1").Clean;

        Assert.Equal("Supplier 401, Marketplace 200, Marketplace 200, Marketplace 200, Marketplace 200, Marketplace 200", Asked());
        var warning = Assert.Single(result.Warnings);
        Assert.StartsWith("5 sessions specify no program: shop-", warning, StringComparison.Ordinal);
        Assert.Contains(" and 2 more use the one that accepts the key. To set it: -Program Marketplace, ", warning, StringComparison.Ordinal);
    }

    private string Asked() => string.Join(", ", Vault.Gateway.Received.Snapshot().Where(r => r.Path == "/v3/token").Select(r => $"{r.Site} {r.StatusCode}"));
}
