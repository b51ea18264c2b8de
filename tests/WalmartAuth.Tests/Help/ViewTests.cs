using System.Text.RegularExpressions;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Help;

/// <summary>The views of the module's objects on a screen of 80 columns.</summary>
public sealed class ViewTests : IAsyncLifetime
{
    private const string Connect = "Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential";
    private GatewayEmulator gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await FreshGateway.StartAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public void A_session_is_one_line_of_a_table()
    {
        var screen = Show($"{Connect}; Invoke-WalmartApi /v3/orders | ForEach-Object {{ }}; Get-WalmartSession");

        var lines = AssertTable(screen, "Name", "Default", "Program", "Environment", "Market", "ClientId", "TokenLeft");
        Assert.Matches(@"^4e01 +\* +Marketplace +Production +US +…4e01 +1[45]m [0-5][0-9]s$", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void Of_several_sessions_the_default_is_marked()
    {
        var lines = Show($"{Connect} -SessionName one; {Connect} -SessionName two; Get-WalmartSession -All").Split('\n');

        Assert.Matches("^one +Marketplace ", lines[2]);
        Assert.Matches(@"^two +\* +Marketplace ", lines[3]);
    }

    [Fact]
    public void A_closed_session_says_so()
    {
        var screen = Show($"$session = {Connect} -PassThru; Disconnect-Walmart; $session");

        Assert.Matches("(?m) closed$", screen);
    }

    [Fact]
    public void A_token_without_a_known_end_leaves_the_time_empty()
    {
        var screen = Show("Connect-Walmart -BaseUri $base -AccessToken $token; Get-WalmartSession; Get-WalmartToken");

        Assert.Matches(@"(?m)^token +\* +Supplier ", screen);
        Assert.DoesNotContain("0m", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_as_a_list_shows_where_it_goes_and_every_counter()
    {
        var screen = Show($"{Connect}; Get-WalmartSession", asLists: true);

        Assert.Matches($"(?m)^BaseAddress +: {gateway.Marketplace}$", screen);
        foreach (var property in typeof(WalmartSession).GetProperties())
        {
            Assert.Matches($"(?m)^{property.Name} +:", screen);
        }

        Assert.Matches(@"(?m)^TokenExpiresOn +: 20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ$", screen);
    }

    [Fact]
    public void A_token_as_a_list_omits_what_was_not_requested()
    {
        var screen = Show($"{Connect}; Get-WalmartToken", asLists: true);

        Assert.Matches(@"(?m)^ExpiresOn +: 20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ\nRemaining +: 1[45]m [0-5][0-9]s$", screen);
        Assert.DoesNotContain("Scopes", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_one_line_of_a_table()
    {
        var lines = AssertTable(Show($"{Connect}; Get-WalmartToken"), "Program", "Environment", "Market", "ExpiresOn (UTC)", "Remaining", "Token");

        Assert.Matches(@"^Marketplace +Production +US +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d +1[45]m [0-5][0-9]s SecureString$", lines[2]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_token_with_its_detail_lists_the_scopes(bool asLists)
    {
        var screen = Show($"{Connect}; Get-WalmartToken -Detail", asLists);

        Assert.Matches("(?m)^IsValid +: True$", screen);
        Assert.Matches("(?m)^Scopes +: .*=full_access", screen);
        AssertFits(screen);
    }

    [Fact]
    public void A_token_with_its_detail_keeps_the_token_out_of_what_is_exported()
    {
        using var module = Open(asLists: false);
        var detail = Assert.Single(module.Run($"{Connect}; Get-WalmartToken -Detail"));

        var exported = System.Management.Automation.PSSerializer.Serialize(detail);

        Assert.Contains("ExpiresOn", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Token\"", exported, StringComparison.Ordinal);
    }

    [Fact]
    public void Responses_are_a_line_each()
    {
        var screen = Show($"{Connect}; 'SKU-000001', 'SKU-000002' | Invoke-WalmartApi '/v3/items/{{sku}}' -AsResponse");

        var lines = AssertTable(screen, "Session", "Status", "CallsLeft", "CorrelationId", "Result");
        Assert.Equal(4, lines.Length);
        Assert.All(lines[2..], line => Assert.Matches("^4e01 +200 +[0-9]* +[0-9a-f-]{36} +@{", line));
    }

    [Fact]
    public void A_report_begins_with_its_conclusion_and_lists_the_checks()
    {
        var screen = Show("Test-WalmartCredential -BaseUri $base -Program Marketplace -Credential $credential -Detailed");

        Assert.Matches(@"^Name +: 4e01\nConclusion +: The credential is accepted", screen);
        Assert.Matches("(?m)Passed +TokenCall", screen);
        AssertFits(screen);
    }

    [Fact]
    public void Checks_are_a_table_with_their_cause()
    {
        var screen = Show("(Test-WalmartCredential -BaseUri $base -Program Marketplace -Credential $credential -Detailed).Checks");

        var lines = AssertTable(screen, "Check", "Result", "Cause");
        Assert.Matches("^SecretShape +Passed$", lines[2]);
        Assert.Matches("^CrossCheck +Skipped +The credential was not rejected.$", lines.Single(line => line.StartsWith("CrossCheck", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_cause_is_broken_between_words()
    {
        var screen = Show("$report = Test-WalmartCredential -BaseUri $base -Program Marketplace -AccessToken $token -Detailed -WarningAction SilentlyContinue; $report.Checks");
        var words = screen.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

        AssertFits(screen);
        Assert.Contains(words, word => word.StartsWith(gateway.Marketplace.ToString().TrimEnd('/'), StringComparison.Ordinal));
    }

    private static string[] AssertTable(string screen, params string[] columns)
    {
        AssertFits(screen);
        var lines = screen.Split('\n');
        Assert.Matches($"^ *{string.Join(" +", columns.Select(Regex.Escape))}$", lines[0]);
        return lines;
    }

    private static void AssertFits(string screen) => Assert.All(screen.Split('\n'), line => Assert.True(line.Length <= 80, line));

    private string Show(string script, bool asLists = false)
    {
        using var module = Open(asLists);
        var screen = module.Show(script);
        Assert.DoesNotContain(DefaultAccounts.MarketplaceProduction.ClientSecret, screen, StringComparison.Ordinal);
        Assert.DoesNotContain(DefaultAccounts.MarketplaceProduction.ClientId, screen, StringComparison.Ordinal);
        var token = (string)module.Run("Get-WalmartSession -All | ForEach-Object { Get-WalmartToken -AsPlainText -NoMask -Session $_ }; 'no token here'")[0].BaseObject;
        Assert.DoesNotContain(token[..10], screen, StringComparison.Ordinal);
        return screen;
    }

    private ModuleScreen Open(bool asLists)
    {
        var module = new ModuleScreen(asLists);
        module.Set("base", gateway.Marketplace);
        module.Set("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction));
        module.Set("token", ModuleHost.Secure("a-token-that-was-supplied-0123456789"));
        return module;
    }
}
