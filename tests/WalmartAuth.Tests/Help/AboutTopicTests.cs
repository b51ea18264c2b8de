using Xunit;

namespace WalmartAuth.Tests.Help;

/// <summary>About topics: their layout, and the rules for their pages.</summary>
public sealed class AboutTopicTests
{
    [Fact]
    public void Has_the_usual_layout_wrapped_to_80_columns()
    {
        string expected = """
            TOPIC
                about_Sample

            SHORT DESCRIPTION
                Describes where samples come from.

            LONG DESCRIPTION
                A sample is a thing that stands for many others, and this sentence is so
                long that it has to be wrapped.

                - The first item of a list, which also is so long that it has to be wrapped
                  somewhere before its end.
                - The second item

              Where samples live

                On the shelf:

                    Get-Sample -All -Kind Large

                    Kind   Meaning
                    -----  -----------------------------------------------------------------
                    Large  A sample that needs two hands, and on some days a third one and a
                           trolley as well
                    Small  The rest

            SEE ALSO
                - Get-Sample

            """.ReplaceLineEndings("\n");

        string text = Render(SamplePages.Topic);

        Assert.Equal(expected, text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Keeps_a_word_that_is_wider_than_the_page_whole()
    {
        string address = "https://example.org/" + new string('x', 90);

        Assert.Contains($"\n    {address}\n", Render(SamplePages.Topic.Replace("On the shelf:", $"On <{address}>")));
    }

    [Fact]
    public void May_have_a_front_matter()
    {
        Assert.StartsWith("TOPIC\n    about_Sample\n", Render("---\ntitle: x\n---\n" + SamplePages.Topic));
    }

    [Theory]
    [InlineData("## LONG DESCRIPTION", "## MORE", "unknown section '## MORE'")]
    [InlineData("## LONG DESCRIPTION", "### More", "the section '## LONG DESCRIPTION' is missing")]
    [InlineData("# about_Sample", "# Samples", "the title must be '# about_Sample'")]
    [InlineData("# about_Sample\n", "# about_Sample\nText.\n", "shown nowhere")]
    [InlineData("- [Get-Sample](Get-Sample.md)", "", "SEE ALSO says nothing")]
    [InlineData("Describes where samples", "Describes at a length that no single line of a listing could ever hold where samples", "at most 76 characters")]
    [InlineData("Get-Sample -All -Kind Large", "Get-Sample -All -Kind Large # xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "takes 73 columns")]
    public void Refuses_a_page_that_breaks_a_rule(string piece, string broken, string reason)
    {
        Assert.Contains(piece, SamplePages.Topic);
        using var folder = new DocsFolder();
        folder.With(SamplePages.TopicFile, SamplePages.Topic.Replace(piece, broken));

        (int exitCode, string[] log) = folder.Run();

        Assert.Equal(1, exitCode);
        Assert.Contains(log, line => line.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_descriptions_in_the_wrong_order()
    {
        using var folder = new DocsFolder();
        folder.With(SamplePages.TopicFile, "# about_Sample\n## LONG DESCRIPTION\nLong.\n## SHORT DESCRIPTION\nShort.");

        Assert.EndsWith("begins with SHORT DESCRIPTION, then LONG DESCRIPTION", Assert.Single(folder.Run().Log));
    }

    private static string Render(string topic)
    {
        using var folder = new DocsFolder();
        return folder.With(SamplePages.CommandFile, SamplePages.Command)
            .With(SamplePages.TopicFile, topic)
            .RunAndRead("about_Sample.help.txt");
    }
}
