using Xunit;

namespace WalmartAuth.Tests.Help;

/// <summary>A cmdlet page that breaks a rule is refused, with the line and the reason.</summary>
public sealed class CommandPageRuleTests
{
    [Theory]
    [InlineData("schema: 2.0.0\n", "", "---", "the front matter lacks 'schema'")]
    [InlineData("schema: 2.0.0", "schema: 1.0.0", "schema: 1.0.0", "'schema' is '1.0.0', expected '2.0.0'")]
    [InlineData("Module Name: WalmartAuth", "Module Name: Other", "Module Name: Other", "expected 'WalmartAuth'")]
    [InlineData("schema: 2.0.0", "schema: 2.0.0\ntitle: x", "title: x", "unknown key 'title'")]
    [InlineData("online version: https://example.org/docs/", "online version: ", "online version: Get-Sample.md", "not an http or https address")]
    [InlineData("# Get-Sample\n\n## SYN", "# Get-Other\n\n## SYN", "# Get-Other", "the title must be '# Get-Sample'")]
    [InlineData("## NOTES", "## REMARKS", "## REMARKS", "unknown section '## REMARKS'")]
    [InlineData("## NOTES\n", "", "# Get-Sample", "the section '## NOTES' is missing")]
    [InlineData("## NOTES", "## OUTPUTS", "## OUTPUTS", "'## OUTPUTS' stands here twice")]
    [InlineData("Gets a *sample* of a kind.", "", "## SYNOPSIS", "SYNOPSIS says nothing")]
    [InlineData("### System.String\nA name.\n", "", "## INPUTS", "write '### None'")]
    [InlineData("### System.String", "", "A name.", "this text stands in none")]
    public void The_frame_of_a_page(string piece, string broken, string line, string reason) =>
        AssertRefused(piece, broken, line, reason);

    [Theory]
    [InlineData("### Example 2: Get all", "#### More", "## EXAMPLES", "has 2 examples or more, this one has 1")]
    [InlineData("### Example 2: Get all", "### Example 3: Get all", "### Example 3: Get all", "must be '### Example 2: title'")]
    [InlineData("### Example 1: Get one", "### Get one", "### Get one", "must be '### Example 1: title'")]
    [InlineData("### Example 1: Get one\n", "### Example 1: Get one\nText.\n\n", "### Example 1: Get one", "begins with its code")]
    [InlineData("```output", "```powershell", "```powershell", "a second fence marked 'powershell'")]
    public void Examples(string piece, string broken, string line, string reason) =>
        AssertRefused(piece, broken, line, reason);

    [Theory]
    [InlineData("Position: 0", "Position: 0\nDynamic: False", "Dynamic: False", "unknown key 'Dynamic'")]
    [InlineData("Position: 0", "Position: 0\nPosition: 1", "Position: 1", "'Position' stands here twice")]
    [InlineData("Position: 0\n", "", "```yaml", "the parameter block lacks 'Position'")]
    [InlineData("Position: 0", "Position: first", "Position: first", "'Position' is Named or a number from 0, not 'first'")]
    [InlineData("Position: 0", "Position 0", "Position 0", "not a 'key: value' line")]
    [InlineData("Type: String[]", "Type:", "Type:", "'Type' is empty")]
    [InlineData("(ByPropertyName, ByValue)", "(Both)", "Accept pipeline input: True (Both)", "not 'True (Both)'")]
    [InlineData("characters: True", "characters: Maybe", "Accept wildcard characters: Maybe", "is True or False, not 'Maybe'")]
    [InlineData("Type: String[]\nParameter Sets: ByName", "Type: String[]\nParameter Sets: X", "```yaml", "has no '### X' in SYNTAX")]
    [InlineData("Type: String\nParameter Sets: All", "Type: String\nParameter Sets: (All)", "```yaml", "two blocks for the parameter set 'ByName'")]
    [InlineData("The names.", "", "### -Name", "-Name has no description")]
    [InlineData("### -Name", "### Name", "### Name", "must be '### -Name'")]
    [InlineData("### -Name", "### -all", "### -all", "the parameter -all stands here twice")]
    [InlineData("The names.\n\n```yaml", "The names.\n\n```yml", "### -Name", "has no fenced block marked 'yaml'")]
    public void Parameters(string piece, string broken, string line, string reason) =>
        AssertRefused(piece, broken, line, reason);

    [Theory]
    [InlineData("Get-Sample -All -Kind <", "Get-Other -Kind <", "```", "the syntax begins with 'Get-Sample'")]
    [InlineData("### All\n", "### All (Default)\n", "### All (Default)", "a second parameter set is marked '(Default)'")]
    [InlineData("### All\n", "### byname\n", "### byname", "the parameter set 'byname' stands here twice")]
    [InlineData("[Set-Sample](Set-Sample.md)", "See [Set-Sample](Set-Sample.md)", "See [Set-Sample](Set-Sample.md)", "holds links only")]
    [InlineData("The names.", "The names.\n\n<div>x</div>", "<div>x</div>", "HTML cannot be shown")]
    [InlineData("The names.", "The na\u001Bmes.", "The na\u001Bmes.", "control character U+001B")]
    public void Other_sections_and_text(string piece, string broken, string line, string reason) =>
        AssertRefused(piece, broken, line, reason);

    [Fact]
    public void A_page_without_front_matter()
    {
        using var folder = new DocsFolder();
        folder.With(SamplePages.CommandFile, SamplePages.Command[SamplePages.Command.IndexOf("# Get", StringComparison.Ordinal)..]);

        (int exitCode, string[] log) = folder.Run();

        Assert.Equal(1, exitCode);
        Assert.EndsWith("(1): error: a cmdlet page begins with a front matter between two lines of '---'", Assert.Single(log));
    }

    private static void AssertRefused(string piece, string broken, string line, string reason)
    {
        Assert.Contains(piece, SamplePages.Command);
        using var folder = new DocsFolder();
        folder.With(SamplePages.CommandFile, SamplePages.Command.Replace(piece, broken));

        (int exitCode, string[] log) = folder.Run();

        Assert.Equal(1, exitCode);
        Assert.False(Directory.Exists(folder.Output));
        string problem = log.First(text => text.Contains(reason, StringComparison.Ordinal));
        int from = folder.PathOf(SamplePages.CommandFile).Length + 1;
        int number = int.Parse(problem[from..problem.IndexOf("): error: ", StringComparison.Ordinal)], null);
        Assert.Equal(line, File.ReadAllLines(folder.PathOf(SamplePages.CommandFile))[number - 1]);
    }
}
