using WalmartAuth.HelpGenerator;

namespace WalmartAuth.Tests.Help;

/// <summary>A docs folder and an output folder for one test.</summary>
internal sealed class DocsFolder : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("help");

    public DocsFolder()
    {
        Directory.CreateDirectory(Docs);
    }

    public string Docs => Path.Combine(root.FullName, "docs");

    public string Output => Path.Combine(root.FullName, "out");

    public string HelpFile => Path.Combine(Output, HelpBuild.HelpFile);

    public string PathOf(string page) => Path.Combine(Docs, page);

    public DocsFolder With(string page, string text)
    {
        File.WriteAllText(PathOf(page), text);
        return this;
    }

    /// <summary>Runs the generator and returns its exit code and output lines.</summary>
    public (int ExitCode, string[] Log, string[] Errors) Run()
    {
        using var log = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = HelpBuild.Run(Docs, Output, log, errors);
        return (exitCode, Lines(log), Lines(errors));
    }

    /// <summary>Runs the generator and returns the text of a file it wrote.</summary>
    public string RunAndRead(string file = HelpBuild.HelpFile)
    {
        Assert.Empty(Run().Errors);
        return File.ReadAllText(Path.Combine(Output, file));
    }

    public void Dispose() => root.Delete(recursive: true);

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
