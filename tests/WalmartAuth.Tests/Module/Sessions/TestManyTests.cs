using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>Many keys in one Test-WalmartCredential: one result for all of them, and a warning or error for each that fails.</summary>
public sealed class TestManyTests : ShopTests
{
    private int TokenCalls => Vault.Gateway.Received.Count("POST", "/v3/token");

    [Theory]
    [InlineData("Test-WalmartCredential shop-1, shop-2, shop-3")]
    [InlineData("Get-SecretInfo shop-* | Test-WalmartCredential")]
    [InlineData("Get-SecretInfo shop-* | Test-WalmartCredential -ThrottleLimit 1")]
    [InlineData("Get-SecretInfo shop-* | Connect-Walmart; Test-WalmartCredential -Session shop-*, shop-1")]
    [InlineData("Get-SecretInfo shop-* | Connect-Walmart; Get-WalmartSession -All | Test-WalmartCredential")]
    [InlineData("Get-SecretInfo shop-* | Connect-Walmart; 'shop-1', 'shop-2' | Test-WalmartCredential")]
    [InlineData("Connect-Walmart shop-1; Test-WalmartCredential")]
    [InlineData("[pscustomobject]@{ SecretName = 'shop-1'; Market = 'CA'; Program = ''; Environment = '' } | Test-WalmartCredential")]
    public void All_are_good_is_one_true(string script)
    {
        var result = Run(script);

        Assert.Equal(true, result.Single.BaseObject);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("Test-WalmartCredential shop-1, shop-2, shop-3, shop-4")]
    [InlineData("Get-SecretInfo shop-* | Test-WalmartCredential")]
    public void One_rejected_is_false_for_all_and_one_warning_under_its_name(string script)
    {
        Break(2);

        var result = Run(script);

        Assert.Equal(false, result.Single.BaseObject);
        Assert.StartsWith("shop-2: Credential: Walmart rejects this credential", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_than_the_limit_are_tested_at_once()
    {
        var tokens = Vault.Gateway.Faults.Hold("/v3/token", "POST");
        var testing = Task.Run(() => Run("Get-SecretInfo shop-* | Test-WalmartCredential -ThrottleLimit 2"), TestContext.Current.CancellationToken);
        await tokens.Arrived(2).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(2, TokenCalls);
        tokens.Release();

        Assert.Equal(true, (await testing).Single.BaseObject);
        Assert.Equal(5, TokenCalls);
    }

    [Fact]
    public void A_rejected_session_is_named_too()
    {
        Connect(1, 2);
        Vault.Gateway.RotateSecret(Shops[1].ClientId, "another-secret-of-this-account-1x");

        var result = Run("Test-WalmartCredential -Session shop-*");

        Assert.Equal(false, result.Single.BaseObject);
        Assert.StartsWith("shop-2: Credential: ", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Detailed_writes_a_report_for_each_in_the_order_of_the_records_and_warns_all_the_same()
    {
        Break(2, 4);

        var result = Run("Test-WalmartCredential shop-4, shop-1, shop-2 -Detailed");

        Assert.Equal(["shop-4 False", "shop-1 True", "shop-2 False"], result.Clean.Output.Select(o => (WalmartCredentialReport)o.BaseObject).Select(r => $"{r.Name} {r.Succeeded}"));
        Assert.Equal(["shop-4", "shop-2"], result.Warnings.Select(w => w.Split(':')[0]));
    }

    [Theory]
    [InlineData("Test-WalmartCredential shop-1, nothing, shop-2", "SecretNotFound", "'nothing'")]
    [InlineData("[pscustomobject]@{ SecretName = 'shop-1'; Environment = 'Sandox' }, [pscustomobject]@{ SecretName = 'shop-2' } | Test-WalmartCredential", "ParameterArgumentTransformationError", "'Sandox'")]
    [InlineData("Connect-Walmart shop-1; Test-WalmartCredential -Session shop-1, shop-9", "SessionNotFound", "shop-9: ")]
    [InlineData("Get-SecretInfo shop-9* | Test-WalmartCredential", "InvalidArgument", "pipeline is empty")]
    [InlineData("Get-WalmartSession shop-* | Test-WalmartCredential", "InvalidArgument", "pipeline is empty")]
    [InlineData("@() | Test-WalmartCredential -FromEnvironment", "InvalidArgument", "pipeline is empty")]
    [InlineData("Test-WalmartCredential", "NotConnected", "no Walmart session")]
    [InlineData("Test-WalmartCredential shop-*", "InvalidArgument", "shop-*: -SecretName does not accept wildcards")]
    [InlineData("1 | Test-WalmartCredential", "InvalidArgument", "not a session")]
    public void One_that_could_not_be_determined_is_an_error_and_neither_true_nor_false(string script, string id, string says)
    {
        var result = Run($"if (-not $({script})) {{ 'stopped here' }}");

        Assert.Equal("stopped here", Assert.Single(result.Output).BaseObject);
        Assert.Null(result.Thrown);
        Assert.Equal(id, result.ErrorId);
        Assert.Contains(says, result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejected_one_is_false_though_another_could_not_be_determined()
    {
        Break(2);

        var result = Run("Test-WalmartCredential nothing, shop-2");

        Assert.Equal(false, Assert.Single(result.Output).BaseObject);
        Assert.Equal("SecretNotFound", result.ErrorId);
        Assert.StartsWith("shop-2: ", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_outage_of_one_is_an_error_under_its_name_that_carries_the_record()
    {
        Vault.Store("away", ModuleHost.Credential(Shops[0]), new() { ["Program"] = "Marketplace", ["BaseUri"] = "http://127.0.0.1:9" });

        var result = Run("$PSDefaultParameterValues.Clear(); [pscustomobject]@{ SecretName = 'away' } | Test-WalmartCredential");

        Assert.Empty(result.Output);
        var error = Assert.IsType<WalmartException>(result.Error.Exception, exactMatch: false);
        Assert.StartsWith("away: ", error.Message, StringComparison.Ordinal);
        Assert.Equal("away", error.InputObject!.Properties["SecretName"].Value);
        Assert.Equal(1, error.InputNumber);
    }

    [Fact]
    public void A_wildcard_is_refused_with_the_command_that_lists()
    {
        Assert.Contains("Get-SecretInfo 'shop-*' | Test-WalmartCredential", Run("Test-WalmartCredential shop-*").Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, TokenCalls);
    }

    [Fact]
    public void Shared_tokens_are_left_out()
    {
        Vault.Store("WalmartAuth-Token-0123", "sealed");

        Assert.Equal(true, Run("Get-SecretInfo | Test-WalmartCredential").Single.BaseObject);
        Assert.Equal(5, TokenCalls);
    }

    [Fact]
    public void Every_property_of_a_report_reads_as_text_and_no_value_is_an_enum()
    {
        Break(2);

        var reports = Run("Test-WalmartCredential shop-1, shop-2 -Detailed").Clean.Output;

        Assert.All(reports.SelectMany(r => r.Properties), property => Assert.DoesNotContain("System.", $"{property.Value}", StringComparison.Ordinal));
        Assert.All(reports.SelectMany(r => r.Properties), property => Assert.False(property.Value is Enum, property.Name));
        Assert.StartsWith("SecretShape: Passed; Reachability: Passed; ", $"{reports[0].Properties["Checks"].Value}", StringComparison.Ordinal);
        Assert.Contains("orders=full_access", $"{reports[0].Properties["Scopes"].Value}", StringComparison.Ordinal);
        var broken = (WalmartCredentialReport)reports[1].BaseObject;
        Assert.Equal("TokenCall", broken.FailedChecks);
        Assert.EndsWith("Set-Secret shop-2 -Vault Local -Secret (Get-Credential).", broken.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piped_session_that_Session_does_not_name_is_refused()
    {
        Connect(1, 2);

        var result = Run("Get-WalmartSession -All | Test-WalmartCredential -Session shop-1");

        Assert.Empty(result.Output);
        Assert.Contains("shop-2: this session was piped in", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_shown_for_many_and_ends()
    {
        var progress = Run("Get-SecretInfo shop-* | Test-WalmartCredential -ThrottleLimit 1").Progress.Where(p => p.Activity == "Testing Walmart credentials").ToList();

        Assert.NotEmpty(progress);
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, progress[^1].RecordType);
    }

    /// <summary>Stores a wrong secret in the vault.</summary>
    private void Break(params int[] shops)
    {
        foreach (var n in shops)
        {
            Vault.Store($"shop-{n}", ModuleHost.Credential(Shops[n - 1].ClientId, $"not-the-secret-of-shop-{n}-0123"), new() { ["Program"] = "Marketplace" });
        }
    }
}
