namespace WalmartAuth.Tests.Help;

/// <summary>The layout of about topics.</summary>
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
    public void Does_not_break_a_word_that_is_wider_than_the_page()
    {
        string address = "https://example.org/" + new string('x', 90);

        Assert.Contains($"\n    {address}\n", Render(SamplePages.Topic.Replace("On the shelf:", $"On <{address}>")));
    }

    [Fact]
    public void May_have_a_front_matter()
    {
        Assert.StartsWith("TOPIC\n    about_Sample\n", Render("---\ntitle: x\n---\n" + SamplePages.Topic));
    }

    private static string Render(string topic)
    {
        using var folder = new DocsFolder();
        return folder.With(SamplePages.CommandFile, SamplePages.Command)
            .With(SamplePages.TopicFile, topic)
            .RunAndRead("about_Sample.help.txt");
    }
}
