using System.Text.Json;
using System.Text.RegularExpressions;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Emulator;

/// <summary>docs/emulator.md is correct.</summary>
public sealed partial class PageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "emulator.md"));

    [Fact]
    public void The_faults_of_the_page_are_accepted()
    {
        using var faults = JsonDocument.Parse(Json().Matches(Page).Select(fence => fence.Groups["text"].Value).Single(text => text.StartsWith('[')));

        Assert.Equal(5, Fault.Parse(faults.RootElement).Count);
    }

    [Fact]
    public void The_configuration_of_the_page_is_accepted()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Json().Matches(Page).Select(fence => fence.Groups["text"].Value).Single(text => text.StartsWith('{')));

        var configuration = EmulatorConfiguration.Load(file);

        File.Delete(file);
        Assert.Equal("mine", Assert.Single(configuration.Accounts).Name);
        Assert.Equal(41, configuration.AllAccounts.Count());
    }

    [Fact]
    public async Task The_options_of_the_page_exist()
    {
        var output = new StringWriter();
        await EmulatorCommand.RunAsync(["--help"], new() { Output = output }, TestContext.Current.CancellationToken);

        var named = Option().Matches(Page).Select(option => option.Groups["name"].Value).Except(["--project", "--output", "--global", "--add-source", "--file", "--tag", "--rm", "--publish", "--prefix"]).Distinct();

        Assert.All(named, option => Assert.Contains(option, output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_call_that_is_answered_is_in_the_table()
    {
        await using var gateway = await GatewayEmulator.StartAsync(ct: TestContext.Current.CancellationToken);
        var families = Family().Matches(Page).Select(family => family.Groups["path"].Value).ToList();

        using var file = typeof(GatewayEmulator).Assembly.GetManifestResourceStream("FixedAnswers.json")!;
        var isFixed = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(file)!;

        var missing = gateway.Routes().Where(route => !route.Template.StartsWith("/_emulator", StringComparison.Ordinal))
            .Where(route => isFixed.ContainsKey(route.Key)
                ? !families.Any(family => (route.Template + "/").StartsWith(family, StringComparison.Ordinal))
                : !Page.Contains($"`{route.Key}`", StringComparison.Ordinal))
            .Select(route => route.Key);

        Assert.Empty(missing);
    }

    [Fact]
    public void The_container_is_built_of_files_that_exist_and_started_with_options_that_exist()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "src", "WalmartAuth.Emulator", "Dockerfile"));
        var sources = lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1]);

        Assert.All(sources, source => Assert.True(Path.Exists(Path.Combine(Repository.Root, source)), source));
        Assert.Contains("\"--address\", \"0.0.0.0\", \"--allow-remote\"", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_control_addresses_of_the_page_exist()
    {
        await using var gateway = await GatewayEmulator.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = gateway.Marketplace };
        using var index = JsonDocument.Parse(await client.GetStringAsync("/_emulator/", TestContext.Current.CancellationToken));
        var known = index.RootElement.GetProperty("control").EnumerateArray().Select(route => route.GetString()!).ToList();

        Assert.All(Control().Matches(Page).Select(row => row.Groups["route"].Value), route => Assert.Contains(route, known));
    }

    [Fact]
    public void The_credential_of_the_page_is_the_default_account()
    {
        Assert.Contains($"'{DefaultAccounts.MarketplaceProduction.ClientId}'", Page, StringComparison.Ordinal);
        Assert.Contains($"'{DefaultAccounts.MarketplaceProduction.ClientSecret}'", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_default_account_is_on_the_page_with_all_that_it_takes_to_connect()
    {
        Assert.All(DefaultAccounts.All, account => Assert.All(
            [$"| `{account.ClientId}` `{account.ClientSecret}` |", .. new[] { account.AuthorizationCode, account.RefreshToken, account.RedirectUri, account.ChannelType }.OfType<string>()],
            text => Assert.Contains(text, Page, StringComparison.Ordinal)));
    }

    [GeneratedRegex("```json\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();

    [GeneratedRegex("(?<![-\\w])(?<name>--[a-z][a-z-]+)")]
    private static partial Regex Option();

    [GeneratedRegex("`(?<path>/v3/[^`*]*?)\\*?`")]
    private static partial Regex Family();

    [GeneratedRegex("(?m)^\\| `(?<route>[A-Z]+ /_emulator/\\w+)` \\|")]
    private static partial Regex Control();
}
