using System.Text;
using System.Text.RegularExpressions;

namespace WalmartAuth.HelpGenerator;

/// <summary>Builds the help files for <c>Get-Help</c> from the markdown pages.</summary>
internal static partial class HelpBuild
{
    /// <summary>The MAML file of the module, named after its root module as <c>Get-Help</c> expects it.</summary>
    public const string HelpFile = "WalmartAuth.dll-Help.xml";

    /// <summary>Reads every page and writes the help files: all of them, or none if a page is invalid.</summary>
    /// <param name="docs">The folder with the pages. Its subfolders are not read.</param>
    /// <param name="output">The folder to write to; created if it is missing. Files of the same name are replaced.</param>
    /// <param name="log">Receives one line that lists what was written.</param>
    /// <param name="errors">Receives one line for each invalid page: <c>file(line): error: text</c>.</param>
    /// <returns>The exit code: 0, or 1 if a page is invalid or a file cannot be read or written.</returns>
    public static int Run(string docs, string output, TextWriter log, TextWriter errors)
    {
        try
        {
            var pages = Read(docs);
            Directory.CreateDirectory(output);
            File.WriteAllBytes(Path.Combine(output, HelpFile), MamlWriter.Write(pages.Commands));
            foreach (var topic in pages.Topics)
            {
                File.WriteAllBytes(Path.Combine(output, topic.Name + ".help.txt"), Encoding.UTF8.GetBytes(topic.Text));
            }

            log.WriteLine($"{output}: {HelpFile} (cmdlets: {pages.Commands.Count}), about topics: {pages.Topics.Count}");
            return 0;
        }
        catch (PageException wrong)
        {
            errors.WriteLine(wrong.Message);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"WalmartAuth.HelpGenerator: error: {refused.Message}");
        }

        return 1;
    }

    /// <summary>Reads <c>Verb-Noun.md</c> and <c>about_*.md</c>; other pages in the folder are not help.</summary>
    /// <param name="docs">The folder with the pages.</param>
    /// <exception cref="PageException">Pages are invalid; the message has a line for each.</exception>
    public static HelpPages Read(string docs)
    {
        List<CommandPage> commands = [];
        List<AboutPage> topics = [];
        List<string> problems = [];
        foreach (var file in Directory.GetFiles(docs, "*.md").Order(StringComparer.Ordinal))
        {
            try
            {
                if (Path.GetFileName(file).StartsWith("about_", StringComparison.Ordinal))
                {
                    topics.Add(AboutPage.Read(MarkdownPage.Read(file)));
                }
                else if (CommandFile().IsMatch(Path.GetFileName(file)))
                {
                    commands.Add(CommandPageReader.Read(MarkdownPage.Read(file)));
                }
            }
            catch (PageException wrong)
            {
                problems.Add(wrong.Message);
            }
        }

        return problems.Count == 0 ? new HelpPages(commands, topics) : throw new PageException(string.Join(Environment.NewLine, problems));
    }

    [GeneratedRegex(@"^[A-Z][a-z]+-[A-Z]\w+\.md$")]
    private static partial Regex CommandFile();
}

/// <summary>The help pages of a folder, by name.</summary>
internal sealed record HelpPages(IReadOnlyList<CommandPage> Commands, IReadOnlyList<AboutPage> Topics);
