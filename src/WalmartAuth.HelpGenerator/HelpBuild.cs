using System.Text;
using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Writing;

namespace WalmartAuth.HelpGenerator;

/// <summary>Makes the help files that <c>Get-Help</c> reads from the markdown pages.</summary>
public static class HelpBuild
{
    /// <summary>The MAML file of the module, named after its root module as <c>Get-Help</c> expects it.</summary>
    public const string HelpFile = "WalmartAuth.dll-Help.xml";

    /// <summary>The module that every cmdlet page belongs to.</summary>
    public const string ModuleName = "WalmartAuth";

    /// <summary>Reads every page, checks it, and writes the help files: all of them, or none when a page is wrong.</summary>
    /// <param name="docs">The folder with the pages. Its subfolders are not read.</param>
    /// <param name="output">The folder to write to; made when it is missing. Files of the same name are replaced.</param>
    /// <param name="log">Takes one line of what was written, or one line for each problem: <c>file(line): error: text</c>.</param>
    /// <returns>0, or 1 when nothing was written.</returns>
    public static int Run(string docs, string output, TextWriter log)
    {
        try
        {
            HelpPages pages = HelpPages.Read(docs);
            OutputFolder.Write(output, Render(pages));
            log.WriteLine($"{output}: {HelpFile} (cmdlets: {pages.Commands.Count}), about topics: {pages.Topics.Count}");
            return 0;
        }
        catch (PageProblemsException wrong)
        {
            foreach (PageProblem problem in wrong.Problems)
            {
                log.WriteLine(problem);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            log.WriteLine($"{output}: error: {refused.Message}");
        }

        return 1;
    }

    private static Dictionary<string, byte[]> Render(HelpPages pages)
    {
        var files = new Dictionary<string, byte[]> { [HelpFile] = MamlFile.Render(pages.Commands) };
        foreach (AboutPage topic in pages.Topics)
        {
            files[topic.Name + ".help.txt"] = Encoding.UTF8.GetBytes(AboutText.Render(topic));
        }

        return files;
    }
}
