using Markdig.Syntax;
using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>A heading and the blocks below it, up to the next heading of its level.</summary>
/// <param name="Heading">The heading's text.</param>
/// <param name="Line">The heading's line, from 1.</param>
/// <param name="Blocks">What stands below it.</param>
internal sealed record Section(string Heading, int Line, IReadOnlyList<Block> Blocks)
{
    /// <summary>Cuts blocks at the headings of a level.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="level">The level, from 1.</param>
    /// <param name="before">What stands before the first heading.</param>
    public static IReadOnlyList<Section> Cut(IEnumerable<Block> blocks, int level, out IReadOnlyList<Block> before)
    {
        var sections = new List<Section>();
        var head = new List<Block>();
        List<Block> current = head;
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                current = [];
                sections.Add(new Section(InlineText.Of(heading.Inline), heading.Line + 1, current));
            }
            // Link definitions are gathered at the end of the document; they belong to no section.
            else if (block is not LinkReferenceDefinitionGroup)
            {
                current.Add(block);
            }
        }

        before = head;
        return sections;
    }

    /// <summary>Cuts the section at the headings of a level, and notes what stands before the first one as misplaced.</summary>
    public IReadOnlyList<Section> Cut(int level, string expected, ProblemList problems)
    {
        IReadOnlyList<Section> sections = Cut(Blocks, level, out IReadOnlyList<Block> before);
        if (before.Count > 0)
        {
            problems.Add(before[0], $"{Heading} holds {expected}; this text stands in none");
        }

        return sections;
    }
}
