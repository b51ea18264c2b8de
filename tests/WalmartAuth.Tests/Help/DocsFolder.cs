using WalmartAuth.HelpGenerator;
using Xunit;

namespace WalmartAuth.Tests.Help;

/// <summary>A docs folder and an output folder of one test.</summary>
internal sealed class DocsFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("help");

    public DocsFolder()
    {
        Directory.CreateDirectory(Docs);
    }

    public string Docs => Path.Combine(_root.FullName, "docs");

    public string Output => Path.Combine(_root.FullName, "out");

    public string HelpFile => Path.Combine(Output, HelpBuild.HelpFile);

    public string PathOf(string page) => Path.Combine(Docs, page);

    public DocsFolder With(string page, string text)
    {
        File.WriteAllText(PathOf(page), text);
        return this;
    }

    /// <summary>Runs the generator and gives its exit code and what it said.</summary>
    public (int ExitCode, string[] Log) Run()
    {
        using var log = new StringWriter();
        int exitCode = HelpBuild.Run(Docs, Output, log);
        return (exitCode, log.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Runs the generator and gives the text of a file it wrote.</summary>
    public string RunAndRead(string file = HelpBuild.HelpFile)
    {
        (int exitCode, string[] log) = Run();
        Assert.True(exitCode == 0, string.Join('\n', log));
        return File.ReadAllText(Path.Combine(Output, file));
    }

    public void Dispose() => _root.Delete(recursive: true);
}
