namespace WalmartAuth.Tests.Help;

/// <summary>The output of Get-Help for the built module, on a shared screen, which help does not change.</summary>
public sealed class ShippedHelpTests(ShippedHelpTests.HelpScreen fixture) : IClassFixture<ShippedHelpTests.HelpScreen>
{
    private readonly ModuleScreen module = fixture.Module;

    public static TheoryData<string> Names => HelpSources.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Full_shows_every_section_and_every_parameter(string name)
    {
        var page = HelpSources.Page(name);

        var screen = module.Show($"Get-Help {name} -Full");

        var sections = new[] { "NAME", "SYNOPSIS", "SYNTAX", "DESCRIPTION", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS" };
        var at = sections.Select(section => screen.IndexOf($"\n{section}\n", StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, at[1..]);
        Assert.Equal(at.Order(), at);
        Assert.All(page.Parameters, parameter => Assert.Matches($"(?m)^    -{parameter.Name} ", screen));
        Assert.All(page.Examples, example => Assert.Contains(example.Title, screen, StringComparison.Ordinal));
        Assert.DoesNotContain("Get-Help cannot find", screen, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameter_gives_each_with_its_text(string name)
    {
        var shown = module.Run($"Get-Help {name} -Parameter * | ForEach-Object {{ \"-$($_.name): $($_.description[0].Text)\" }}").Select(line => line.ToString().TrimEnd());

        Assert.Equal(HelpSources.Page(name).Parameters.Select(p => $"-{p.Name}: {p.Description[0]}").Order(), shown.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Examples_have_the_code_of_the_page_unchanged(string name)
    {
        var codes = module.Run($"(Get-Help {name} -Examples).Examples.Example | ForEach-Object {{ $_.Code }}").Select(code => code.ToString().ReplaceLineEndings("\n"));

        Assert.Equal(HelpSources.Page(name).Examples.Select(example => example.Code), codes);
    }

    [Fact]
    public void Each_about_topic_is_found_and_shown_completely()
    {
        foreach (var topic in HelpSources.Pages.Topics)
        {
            var screen = module.Show($"Get-Help {topic.Name}");

            Assert.All(topic.Headings, heading => Assert.Contains($"{heading}\n", screen, StringComparison.Ordinal));
        }

        Assert.Contains("about_WalmartAuth", HelpSources.Pages.Topics.Select(topic => topic.Name));
    }

    [Fact]
    public void Each_about_topic_fits_a_screen_of_80_columns_and_is_listed_with_its_whole_short_description()
    {
        var listed = module.Run("Get-Help about_WalmartAuth* | ForEach-Object { \"$($_.Name): $($_.Synopsis)\" }").Select(line => $"{line}").Order();

        Assert.All(HelpSources.Pages.Topics, topic => Assert.All(topic.Text.Split('\n'), line => Assert.True(line.Length <= 80, line)));
        Assert.Equal(HelpSources.Pages.Topics.Select(topic => $"{topic.Name}: {ShortDescription(topic.Text)}").Order(), listed);
    }

    private static string ShortDescription(string topic) => topic.Split("SHORT DESCRIPTION\n")[1].Split("\n\nLONG DESCRIPTION")[0].Trim();

    public sealed class HelpScreen : IDisposable
    {
        internal ModuleScreen Module { get; } = new();

        public void Dispose() => Module.Dispose();
    }
}
