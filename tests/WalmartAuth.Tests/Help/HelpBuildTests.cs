using WalmartAuth.HelpGenerator;
using WalmartAuth.HelpGenerator.Pages;
using Xunit;

namespace WalmartAuth.Tests.Help;

/// <summary>What a build that calls the generator relies on.</summary>
public sealed class HelpBuildTests : IDisposable
{
    private readonly DocsFolder _folder = new DocsFolder()
        .With(SamplePages.CommandFile, SamplePages.Command)
        .With(SamplePages.TopicFile, SamplePages.Topic);

    [Fact]
    public void Writes_the_help_file_and_the_topics_and_says_so_in_one_line()
    {
        (int exitCode, string[] log) = _folder.Run();

        Assert.Equal(0, exitCode);
        Assert.Equal($"{_folder.Output}: WalmartAuth.dll-Help.xml (cmdlets: 1), about topics: 1", Assert.Single(log));
        Assert.Equal(
            [HelpBuild.HelpFile, "about_Sample.help.txt"],
            Directory.GetFiles(_folder.Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Writes_the_same_bytes_whatever_line_ends_the_pages_have()
    {
        _folder.Run();
        byte[] xml = File.ReadAllBytes(_folder.HelpFile);
        byte[] topic = File.ReadAllBytes(Path.Combine(_folder.Output, "about_Sample.help.txt"));

        _folder.With(SamplePages.CommandFile, SamplePages.Command.ReplaceLineEndings("\r\n"))
            .With(SamplePages.TopicFile, "\uFEFF" + SamplePages.Topic.ReplaceLineEndings("\r\n"))
            .Run();

        Assert.Equal(xml, File.ReadAllBytes(_folder.HelpFile));
        Assert.Equal(topic, File.ReadAllBytes(Path.Combine(_folder.Output, "about_Sample.help.txt")));
        Assert.DoesNotContain((byte)'\r', xml);
    }

    [Fact]
    public void Leaves_the_output_alone_when_one_page_is_wrong()
    {
        string before = _folder.RunAndRead();
        _folder.With(SamplePages.CommandFile, SamplePages.Command.Replace("Gets a *sample*", "Takes a *sample*"))
            .With(SamplePages.TopicFile, "# about_Sample");

        (int exitCode, _) = _folder.Run();

        Assert.Equal(1, exitCode);
        Assert.Equal(before, File.ReadAllText(_folder.HelpFile));
        Assert.Equal(2, Directory.GetFiles(_folder.Output).Length);
    }

    [Fact]
    public void Reports_the_problems_of_every_page_at_once()
    {
        _folder.With(SamplePages.CommandFile, SamplePages.Command.Replace("Required: True", "Required: Yes"))
            .With(SamplePages.TopicFile, SamplePages.Topic.Replace("SEE ALSO", "SEE TOO"));

        (_, string[] log) = _folder.Run();

        Assert.Equal(4, log.Length);
        Assert.StartsWith($"{At(SamplePages.CommandFile, "Required: Yes")}: error: 'Required' is True or False", log[0]);
        Assert.StartsWith($"{At(SamplePages.TopicFile, "## SEE TOO")}: error: unknown section '## SEE TOO'", log[^1]);
    }

    [Fact]
    public void Leaves_pages_that_are_no_help_alone()
    {
        _folder.With("testing-against-the-emulator.md", "# Anything").With("README.md", "no title");

        Assert.Equal(0, _folder.Run().ExitCode);
    }

    [Fact]
    public void Refuses_a_cmdlet_page_whose_file_name_has_a_slip()
    {
        _folder.With("getsample.md", SamplePages.Command);

        (int exitCode, string[] log) = _folder.Run();

        Assert.Equal(1, exitCode);
        Assert.Contains(log, line => line.Contains("named after its cmdlet"));
    }

    [Fact]
    public void Fails_for_a_folder_that_is_missing_or_has_no_cmdlet_page()
    {
        using var log = new StringWriter();
        Assert.Equal(1, HelpBuild.Run(_folder.PathOf("none"), _folder.Output, log));
        Assert.Contains("there is no such folder", log.ToString());

        File.Delete(_folder.PathOf(SamplePages.CommandFile));
        Assert.Contains("no cmdlet page", Assert.Single(_folder.Run().Log));
        Assert.False(Directory.Exists(_folder.Output));
    }

    [Fact]
    public void Fails_with_the_reason_when_the_output_cannot_be_written()
    {
        File.WriteAllText(_folder.Output, "a file where the folder should be");

        (int exitCode, string[] log) = _folder.Run();

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{_folder.Output}: error: ", Assert.Single(log));
    }

    [Fact]
    public void Refuses_a_page_that_is_not_utf8()
    {
        File.WriteAllBytes(_folder.PathOf(SamplePages.TopicFile), [(byte)'#', 0xE9, (byte)'\n']);

        Assert.EndsWith("the page is not UTF-8", Assert.Single(_folder.Run().Log));
    }

    [Fact]
    public void Gives_problems_as_data_to_a_caller_in_process()
    {
        _folder.With(SamplePages.CommandFile, SamplePages.Command.Replace("### -All", "### All"));

        PageProblemsException wrong = Assert.Throws<PageProblemsException>(() => HelpPages.Read(_folder.Docs));

        PageProblem problem = Assert.Single(wrong.Problems);
        Assert.Equal(_folder.PathOf(SamplePages.CommandFile), problem.File);
        Assert.Equal("### All", File.ReadAllLines(problem.File)[problem.Line - 1]);
    }

    private string At(string page, string line) =>
        $"{_folder.PathOf(page)}({Array.IndexOf(File.ReadAllLines(_folder.PathOf(page)), line) + 1})";

    public void Dispose() => _folder.Dispose();
}
