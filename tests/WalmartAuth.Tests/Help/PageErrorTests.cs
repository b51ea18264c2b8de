namespace WalmartAuth.Tests.Help;

/// <summary>An invalid page fails the build, with file, line and reason. Whether a page matches its cmdlet is checked by <see cref="ParityTests"/>.</summary>
public sealed class PageErrorTests
{
    [Theory]
    [InlineData("# Get-Sample\n\n## SYN", "# Get-Other\n\n## SYN", "---", "the page must have one title, '# Get-Sample'")]
    [InlineData("\n## SYNOPSIS", "\nText.\n\n## SYNOPSIS", "Text.", "text of Get-Sample must be below a '##' heading")]
    [InlineData("## NOTES", "## REMARKS", "## REMARKS", "'## REMARKS' is unknown or here twice; a cmdlet page has the sections SYNOPSIS, SYNTAX,")]
    [InlineData("## NOTES", "## OUTPUTS", "## OUTPUTS", "'## OUTPUTS' is unknown or here twice")]
    [InlineData("## INPUTS\n\n### System.String\nA name.", "", "---", "the section '## INPUTS' is missing")]
    [InlineData("Gets a *sample* of a kind.", "", "## SYNOPSIS", "'## SYNOPSIS' is empty")]
    [InlineData("### System.String", "", "A name.", "text of INPUTS must be below a '###' heading")]
    [InlineData("Get-Sample -All -Kind <", "```\n```\n<", "### All", "a parameter set has one fenced block and nothing else")]
    [InlineData("### Example 1: Get one\n", "### Example 1: Get one\nText.\n\n", "### Example 1: Get one", "an example is one fenced block marked 'powershell', then remarks")]
    [InlineData("```output", "```powershell", "### Example 2: Get all", "an example is one fenced block marked 'powershell', then remarks")]
    [InlineData("The names.\n\n```yaml", "The names.\n\n```yml", "### -Name", "'### -Name' has no fenced block marked 'yaml'")]
    [InlineData("Position: 0\n", "", "```yaml", "the yaml block has no 'Position'")]
    [InlineData("Position: 0", "Position: 0\nPosition: 1", "Position: 1", "'Position: 1' is not a 'key: value' line, or its key is here twice")]
    [InlineData("Position: 0", "Position 0", "Position 0", "'Position 0' is not a 'key: value' line")]
    [InlineData("Position: 0", "Position: first", "```yaml", "the yaml block says 'Position: first', which is not a valid value")]
    [InlineData("characters: True", "characters: Maybe", "```yaml", "the yaml block says 'Accept wildcard characters: Maybe'")]
    [InlineData("[Set-Sample](Set-Sample.md)", "See [Set-Sample](Set-Sample.md)", "See [Set-Sample](Set-Sample.md)", "each paragraph of RELATED LINKS is one link")]
    [InlineData("The names.", "The names.\n\n<div>x</div>", "<div>x</div>", "Get-Help cannot show a HtmlBlock; write '<' as '\\<'")]
    [InlineData("The names.", "The na\u001Bmes.", "The na\u001Bmes.", "a help file cannot contain a control character")]
    public void A_cmdlet_page_that_is_wrong(string piece, string broken, string line, string reason)
    {
        Assert.Contains(piece, SamplePages.Command, StringComparison.Ordinal);

        AssertError(SamplePages.CommandFile, SamplePages.Command.Replace(piece, broken, StringComparison.Ordinal), line, reason);
    }

    [Theory]
    [InlineData("# about_Sample", "# Samples", "the page must have one title, '# about_Sample'")]
    [InlineData("## SHORT DESCRIPTION", "## SHORT", "an about topic begins with '## SHORT DESCRIPTION', then '## LONG DESCRIPTION'")]
    public void A_topic_that_is_wrong(string piece, string broken, string reason)
    {
        var text = SamplePages.Topic.Replace(piece, broken, StringComparison.Ordinal);

        AssertError(SamplePages.TopicFile, text, text.Split('\n')[0], reason);
    }

    [Fact]
    public void A_page_that_is_not_UTF_8()
    {
        using var folder = new DocsFolder();
        File.WriteAllBytes(folder.PathOf(SamplePages.TopicFile), [(byte)'#', 0xE9, (byte)'\n']);

        Assert.Equal([$"{folder.PathOf(SamplePages.TopicFile)}(1): error: the page is not UTF-8"], folder.Run().Errors);
    }

    private static void AssertError(string file, string text, string line, string reason)
    {
        using var folder = new DocsFolder();
        folder.With(file, text);

        var (exitCode, _, errors) = folder.Run();

        Assert.Equal(1, exitCode);
        Assert.False(Directory.Exists(folder.Output));
        var error = Assert.Single(errors);
        var place = $"{folder.PathOf(file)}(";
        Assert.StartsWith(place, error, StringComparison.Ordinal);
        Assert.Contains($"): error: {reason}", error, StringComparison.Ordinal);
        var number = int.Parse(error[place.Length..error.IndexOf("): error: ", StringComparison.Ordinal)], provider: null);
        Assert.Equal(line, text.Split('\n')[number - 1]);
    }
}
