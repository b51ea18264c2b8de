using WalmartAuth.HelpGenerator.Pages;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>Finds the help pages of a folder and reads them.</summary>
internal static class DocsFolder
{
    /// <summary>See <see cref="HelpPages.Read"/>.</summary>
    public static HelpPages Read(string docs)
    {
        if (!Directory.Exists(docs))
        {
            throw new PageProblemsException([new PageProblem(docs, 0, "there is no such folder")]);
        }

        var commands = new List<CommandPage>();
        var topics = new List<AboutPage>();
        var problems = new List<PageProblem>();
        foreach (string file in Directory.GetFiles(docs, "*.md").Order(StringComparer.Ordinal))
        {
            var wrong = new ProblemList(file);
            if (PageSource.Read(file, wrong) is { } page)
            {
                ReadPage(page, wrong, commands, topics);
            }

            problems.AddRange(wrong.Problems);
        }

        if (commands.Count == 0 && problems.Count == 0)
        {
            problems.Add(new PageProblem(docs, 0, "there is no cmdlet page (Verb-Noun.md) in this folder"));
        }

        return problems.Count == 0 ? new HelpPages(commands, topics) : throw new PageProblemsException(problems);
    }

    private static void ReadPage(PageSource page, ProblemList problems, List<CommandPage> commands, List<AboutPage> topics)
    {
        if (page.Name.StartsWith("about_", StringComparison.Ordinal))
        {
            AddIfRead(topics, AboutPageReader.Read(page, problems));
        }
        // The front matter tells a cmdlet page whose file name has a slip in it; it would be left out in silence.
        else if (CommandPageReader.IsCommandName(page.Name) || page.FrontMatter?.Find(FrontMatter.HelpFileKey) is not null)
        {
            AddIfRead(commands, CommandPageReader.Read(page, problems));
        }
    }

    private static void AddIfRead<T>(List<T> pages, T? page)
        where T : class
    {
        if (page is not null)
        {
            pages.Add(page);
        }
    }
}
