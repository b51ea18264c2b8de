using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>Reads and checks an about topic.</summary>
internal static class AboutPageReader
{
    // Get-Help takes the fifth line of the file, and no other, as the topic's synopsis.
    private const int LongestShortDescription = 76;

    private static readonly string[] Required = ["SHORT DESCRIPTION", "LONG DESCRIPTION"];

    private static readonly string[] Optional = ["EXAMPLES", "NOTE", "NOTES", "TROUBLESHOOTING NOTE", "SEE ALSO", "KEYWORDS"];

    /// <summary>The page, or null with its problems noted.</summary>
    public static AboutPage? Read(PageSource source, ProblemList problems)
    {
        PageOutline outline = PageOutline.Of(source, Required, Optional, problems);
        var sections = new List<AboutSection>();
        foreach (Section section in outline.Sections)
        {
            HelpText text = BlockText.Render(section.Blocks, problems);
            if (text.IsEmpty)
            {
                problems.Add(section.Line, $"{section.Heading} says nothing");
            }

            CheckWidth(text, problems);
            sections.Add(new AboutSection(section.Heading, text));
        }

        CheckOrder(outline, sections, problems);
        return problems.IsEmpty ? new AboutPage(source.File, source.Name, sections) : null;
    }

    private static void CheckOrder(PageOutline outline, List<AboutSection> sections, ProblemList problems)
    {
        if (!Required.All(outline.Has))
        {
            return;
        }

        if (!sections.Take(Required.Length).Select(section => section.Heading).SequenceEqual(Required))
        {
            problems.Add(outline.Sections[0].Line, "an about topic begins with SHORT DESCRIPTION, then LONG DESCRIPTION");
        }
        else if (sections[0].Text is not { Blocks: [{ Kind: TextKind.Flow } only] } || only.Text.Length > LongestShortDescription || only.Text.Contains('\n'))
        {
            problems.Add(
                outline.Sections[0].Line,
                $"SHORT DESCRIPTION is one sentence of at most {LongestShortDescription} characters: Get-Help lists a single line of it");
        }
    }

    private static void CheckWidth(HelpText text, ProblemList problems)
    {
        foreach (TextBlock block in text.Blocks.Where(block => block.Kind == TextKind.Verbatim))
        {
            int longest = block.Lines().Max(line => line.Length);
            if (longest > BlockText.VerbatimWidth)
            {
                problems.Add(
                    block.Line,
                    $"a line here takes {longest} columns; code and tables of an about topic have {BlockText.VerbatimWidth}, and are not wrapped");
            }
        }
    }
}
