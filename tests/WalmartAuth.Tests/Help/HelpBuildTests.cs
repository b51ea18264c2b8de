using WalmartAuth.HelpGenerator;

namespace WalmartAuth.Tests.Help;

/// <summary>The behavior of the generator that a build relies on.</summary>
public sealed class HelpBuildTests : IDisposable
{
    private readonly DocsFolder folder = new DocsFolder()
        .With(SamplePages.CommandFile, SamplePages.Command)
        .With(SamplePages.TopicFile, SamplePages.Topic);

    [Fact]
    public void Writes_the_help_file_and_the_topics_and_says_so_in_one_line()
    {
        var (exitCode, log, errors) = folder.Run();

        Assert.Equal(0, exitCode);
        Assert.Empty(errors);
        Assert.Equal([$"{folder.Output}: WalmartAuth.dll-Help.xml (cmdlets: 1), about topics: 1"], log);
        Assert.Equal([HelpBuild.HelpFile, "about_Sample.help.txt"], Directory.GetFiles(folder.Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Writes_the_same_bytes_whatever_line_ends_the_pages_have()
    {
        folder.Run();
        var xml = File.ReadAllBytes(folder.HelpFile);
        var topic = File.ReadAllBytes(Path.Combine(folder.Output, "about_Sample.help.txt"));

        folder.With(SamplePages.CommandFile, SamplePages.Command.ReplaceLineEndings("\r\n"))
            .With(SamplePages.TopicFile, "\uFEFF" + SamplePages.Topic.ReplaceLineEndings("\r\n"))
            .Run();

        Assert.Equal(xml, File.ReadAllBytes(folder.HelpFile));
        Assert.Equal(topic, File.ReadAllBytes(Path.Combine(folder.Output, "about_Sample.help.txt")));
        Assert.DoesNotContain((byte)'\r', xml);
    }

    [Fact]
    public void Names_every_wrong_page_at_once_and_leaves_the_output_alone()
    {
        var before = folder.RunAndRead();
        folder.With(SamplePages.CommandFile, SamplePages.Command.Replace("Required: True", "Required: Yes", StringComparison.Ordinal))
            .With(SamplePages.TopicFile, "# about_Sample")
            .With("Set-Sample.md", SamplePages.Command.Replace("Get-Sample", "Set-Sample", StringComparison.Ordinal));

        var (exitCode, _, errors) = folder.Run();

        Assert.Equal(1, exitCode);
        Assert.Equal([SamplePages.CommandFile, SamplePages.TopicFile], errors.Select(error => Path.GetFileName(error.Split('(')[0])));
        Assert.Equal(before, File.ReadAllText(folder.HelpFile));
        Assert.Equal(2, Directory.GetFiles(folder.Output).Length);
    }

    [Fact]
    public void Leaves_pages_that_are_no_help_alone()
    {
        folder.With("testing-against-the-emulator.md", "# Anything").With("README.md", "no title");

        Assert.Equal(0, folder.Run().ExitCode);
    }

    [Fact]
    public void A_page_may_go_without_front_matter_notes_and_links()
    {
        var from = SamplePages.Command.IndexOf("# Get-Sample", StringComparison.Ordinal);
        var to = SamplePages.Command.IndexOf("## NOTES", StringComparison.Ordinal);
        folder.With(SamplePages.CommandFile, SamplePages.Command[from..to]);

        var xml = folder.RunAndRead();

        Assert.DoesNotContain("alertSet", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("navigationLink", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_with_the_reason_when_a_folder_is_missing_or_cannot_be_written()
    {
        File.WriteAllText(folder.Output, "a file where the folder should be");
        Assert.StartsWith("WalmartAuth.HelpGenerator: error: ", Assert.Single(folder.Run().Errors), StringComparison.Ordinal);

        Directory.Delete(folder.Docs, recursive: true);
        var (exitCode, _, errors) = folder.Run();
        Assert.Equal(1, exitCode);
        Assert.Contains(folder.Docs, Assert.Single(errors), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
