using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>Records piped into Connect-Walmart: one session per record.</summary>
public sealed class ConnectPipelineTests : ShopTests
{
    private int TokenCalls => Vault.Gateway.Received.Count("POST", "/v3/token");

    [Fact]
    public void What_Get_SecretInfo_writes_is_connected_in_its_order_and_none_is_the_default()
    {
        Assert.Equal("", Text("Get-SecretInfo shop-* | Connect-Walmart"));

        Assert.Equal("shop-1, shop-2, shop-3, shop-4, shop-5", string.Join(", ", Text("Get-WalmartSession -All").Split(", ").Order()));
        Assert.Equal("", Text("Get-WalmartSession"));
        Assert.Equal(5, TokenCalls);
    }

    [Fact]
    public void Each_secret_costs_one_read_and_no_listing_because_the_record_says_the_rest()
    {
        var listed = Vault.Calls.Count();

        Run("Get-SecretInfo shop-* | Connect-Walmart").ThrowOnError();

        Assert.Equal(["Get-SecretInfo shop-*", .. Enumerable.Repeat("Get-Secret", 5)], Vault.Calls.Skip(listed).Select(c => c.StartsWith("Get-Secret ", StringComparison.Ordinal) && c.EndsWith(" Local", StringComparison.Ordinal) ? "Get-Secret" : c));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Sessions_are_written_in_the_order_of_the_records(int limit)
    {
        Assert.Equal("shop-3, shop-1, shop-5, shop-2", Text($"'shop-3', 'shop-1', 'shop-5', 'shop-2' | ForEach-Object {{ [pscustomobject]@{{ SecretName = $_ }} }} | Connect-Walmart -PassThru -ThrottleLimit {limit}"));
    }

    [Fact]
    public void A_row_may_name_vault_session_market_program_and_seller_and_an_empty_column_is_not_given()
    {
        Vault.AddVault("Archive");
        Vault.Store("plain", ModuleHost.Credential(Shops[1]), vault: "Archive");

        Assert.Equal("ca Marketplace CA 7; us Marketplace US ", string.Join("; ", Text("""
            [pscustomobject]@{ Name = 'plain'; VaultName = 'Archive'; SessionName = 'ca'; Market = 'ca'; Program = 'marketplace'; PartnerId = 7; Environment = ''; ChannelType = ' '; Proxy = '' },
            [pscustomobject]@{ Name = 'shop-1'; VaultName = ''; SessionName = 'us'; Market = ''; Program = ''; PartnerId = '' } |
                Connect-Walmart -PassThru | ForEach-Object { "$($_.Name) $($_.Program) $($_.Market) $($_.PartnerId)" }
            """).Split(", ")));
    }

    [Theory]
    [InlineData("Environment", "Sandox", "Production, Sandbox")]
    [InlineData("Program", "Markteplace", "Supplier, Marketplace")]
    [InlineData("Program", "1", "Supplier, Marketplace")]
    [InlineData("Market", "UK", "US, CA, MX, CL")]
    [InlineData("ChannelType", "zzz", "is not a Guid")]
    [InlineData("Proxy", "proxy:8080", "is not an absolute http or https address")]
    public void A_value_that_cannot_be_understood_is_the_error_of_its_row_and_never_the_default(string column, string value, string says)
    {
        var result = Run($"[pscustomobject]@{{ SecretName = 'shop-1'; {column} = '{value}' }}, [pscustomobject]@{{ SecretName = 'shop-2' }} | Connect-Walmart -PassThru");

        Assert.Equal("shop-2", Assert.Single(result.Output).ToString());
        Assert.Contains(says, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("shop-1", $"{result.Error.TargetObject}", StringComparison.Ordinal);
        Assert.Equal(1, TokenCalls);
    }

    [Fact]
    public void A_rejected_record_is_one_error_under_its_name_and_the_others_are_connected()
    {
        Vault.Store("shop-3", ModuleHost.Credential(Shops[2].ClientId, "not-the-secret-of-shop-3"), new() { ["Program"] = "Marketplace" });
        Vault.Store("shop-4", "a plain string");

        var result = Run("Get-SecretInfo shop-* | Sort Name | Connect-Walmart -PassThru".Replace(" | Sort Name", "", StringComparison.Ordinal));

        Assert.Null(result.Thrown);
        Assert.Equal("shop-1, shop-2, shop-5", string.Join(", ", result.Output.Select(o => o.ToString()).Order()));
        Assert.Equal(["CredentialRejected: shop-3: ", "SecretShapeNotSupported: The secret 'shop-4' of vault 'Local' does not contain a client id and secret"], result.Errors.Select(Describe).Order().Select((d, i) => d[..new[] { 28, 101 }[i]]));
    }

    [Theory]
    [InlineData("'shop-8', 'shop-9'", 3, "None of the 2 records could be connected. The first error: There is no secret 'shop-8'")]
    [InlineData("'shop-9'", 1, "There is no secret 'shop-9'")]
    public void If_none_is_connected_the_command_ends_with_an_error_that_is_reported_once(string names, int errors, string message)
    {
        var records = $"{names} | ForEach-Object {{ [pscustomobject]@{{ SecretName = $_ }} }}";

        var result = Run($"{records} | Connect-Walmart");

        Assert.Equal(errors, result.Errors.Count);
        Assert.StartsWith($"SecretNotFound: {message}", Describe(result.Errors[^1]), StringComparison.Ordinal);
        Assert.Equal("caught", Text($"try {{ {records} | Connect-Walmart -ErrorAction SilentlyContinue }} catch {{ 'caught' }}"));
    }

    [Fact]
    public void Nothing_in_is_nothing_done()
    {
        var result = Run("Get-SecretInfo shpo-* | Connect-Walmart; 'after'").Clean;

        Assert.Equal("after", result.Single.BaseObject);
        Assert.Empty(result.Warnings);
        Assert.Equal(0, TokenCalls);
    }

    [Fact]
    public void When_the_pipeline_ends_early_what_was_registered_stays()
    {
        Assert.Equal("shop-1", Text("'shop-1', 'shop-2', 'shop-3' | ForEach-Object { [pscustomobject]@{ SecretName = $_ } } | Connect-Walmart -PassThru -ThrottleLimit 1 | Select-First 1".Replace("Select-First 1", "ForEach-Object { $_; break }", StringComparison.Ordinal)));

        Assert.Equal("shop-1", Text("Get-WalmartSession -All"));
    }

    [Fact]
    public void Two_records_of_one_name_are_an_error_for_the_second()
    {
        Vault.AddVault("Archive");
        Vault.Store("shop-1", ModuleHost.Credential(Shops[1]), vault: "Archive");

        var result = Run("[pscustomobject]@{ Name = 'shop-1'; VaultName = 'Local' }, [pscustomobject]@{ Name = 'SHOP-1'; VaultName = 'Archive' } | Connect-Walmart -PassThru");

        Assert.Equal("…1001", Assert.Single(result.Output).Properties["ClientId"].Value);
        Assert.Equal("InvalidArgument: SHOP-1: an earlier record of this command has the same name. Nothing was sent for this one.", Describe(result.Error));
    }

    [Fact]
    public void One_session_name_for_all_records_connects_the_first_alone()
    {
        var result = Run("Get-SecretInfo shop-* | Connect-Walmart -SessionName x");

        Assert.Equal(4, result.Errors.Count);
        Assert.Equal("x", Text("Get-WalmartSession -All"));
    }

    [Fact]
    public void Connecting_again_takes_over_the_default_where_that_was_the_session_of_the_name()
    {
        Connect(1, 2);

        Run("Get-SecretInfo shop-* | Connect-Walmart -Market CA").ThrowOnError();

        Assert.Equal("shop-2 CA", Text("Get-WalmartSession | ForEach-Object { \"$_ $($_.Market)\" }"));
        Assert.Equal(5, Run("Get-WalmartSession -All").Output.Count);
    }

    [Fact]
    public void Secrets_that_hold_shared_access_tokens_are_skipped()
    {
        Vault.Store("WalmartAuth-Token-0123456789abcdef0123456789abcdef", ModuleHost.Secure("a-sealed-token"));

        Run("Get-SecretInfo | Connect-Walmart").ThrowOnError();

        Assert.Equal(5, Run("Get-WalmartSession -All").Output.Count);
    }

    [Fact]
    public void A_session_is_not_a_record()
    {
        Connect(1, 2);
        var calls = TokenCalls;

        var result = Run("Get-WalmartSession -All | Connect-Walmart");

        Assert.StartsWith("InvalidArgument: shop-1: this is a connected session", Describe(result.Errors[0]), StringComparison.Ordinal);
        Assert.Equal(calls, TokenCalls);
    }

    [Theory]
    [InlineData("Connect-Walmart shop-*")]
    [InlineData("Connect-Walmart shop-1, shop-?")]
    [InlineData("Test-WalmartCredential shop-*")]
    public void A_wildcard_in_SecretName_is_refused_with_the_line_that_works(string script)
    {
        var error = Run(script).Error;

        Assert.Equal("InvalidArgument", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains($"Get-SecretInfo '{(script.Contains('?', StringComparison.Ordinal) ? "shop-?" : "shop-*")}' | {script.Split(' ')[0]}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, TokenCalls);
        Assert.Empty(Vault.Calls);
    }

    [Theory]
    [InlineData("Connect-Walmart shop-1 -Vault $unset", "-Vault is empty")]
    [InlineData("Connect-Walmart shop-1 -PartnerId ''", "-PartnerId is empty")]
    [InlineData("Connect-Walmart shop-1 -SessionName ''", "-SessionName is empty")]
    [InlineData("Connect-Walmart shop-1 -Proxy $unset", "-Proxy is empty")]
    public void An_empty_value_on_the_command_line_is_an_error(string script, string says)
    {
        Assert.Contains(says, Run(script).Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, TokenCalls);
    }

    [Fact]
    public async Task No_more_than_the_limit_are_connected_at_once()
    {
        var tokens = Vault.Gateway.Faults.Hold("/v3/token", "POST");
        var connecting = Task.Run(() => Run("Get-SecretInfo shop-* | Connect-Walmart -ThrottleLimit 2"));
        await tokens.Arrived(2).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(2, TokenCalls);
        tokens.Release();

        (await connecting).ThrowOnError();
        Assert.Equal(5, TokenCalls);
    }

    [Fact]
    public void Progress_counts_the_records()
    {
        var result = Run("Get-SecretInfo shop-* | Connect-Walmart").Clean;

        Assert.Contains(result.Progress, p => p.Activity == "Connecting to Walmart");
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }
}
