using System.Globalization;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Reading;

namespace WalmartAuth.HelpGenerator.Text;

/// <summary>Markdown blocks, rendered to plain text.</summary>
internal sealed class BlockText
{
    /// <summary>The columns that code and tables may take: 80, less a section's and their own indentation.</summary>
    public const int VerbatimWidth = 72;

    private readonly ProblemList _problems;
    private readonly List<TextBlock> _blocks = [];

    private BlockText(ProblemList problems)
    {
        _problems = problems;
    }

    /// <summary>Renders blocks; what a console cannot show becomes a problem.</summary>
    public static HelpText Render(IEnumerable<Block> blocks, ProblemList problems)
    {
        var text = new BlockText(problems);
        foreach (Block block in blocks)
        {
            text.Add(block, "", "", close: false);
        }

        return new HelpText(text._blocks);
    }

    private void Add(Block block, string first, string next, bool close)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                Add(TextKind.Flow, InlineText.Of(paragraph.Inline), block, first, next, close);
                break;
            case HeadingBlock heading:
                Add(TextKind.Heading, InlineText.Of(heading.Inline), block, first, next, close);
                break;
            case CodeBlock code:
                Add(TextKind.Verbatim, CodeText.Of(code), block, first, next, close);
                break;
            case Table table:
                Add(TextKind.Verbatim, TableText.Of(table, VerbatimWidth - next.Length), block, first, next, close);
                break;
            case ListBlock list:
                AddList(list, first, next, close);
                break;
            case QuoteBlock quote:
                AddChildren(quote, first, next, close, closeChildren: false);
                break;
            case LinkReferenceDefinitionGroup or HtmlBlock { Type: HtmlBlockType.Comment }:
                break;
            case HtmlBlock:
                _problems.Add(block, "HTML cannot be shown by Get-Help; write '<' as '\\<' if it is meant as text");
                break;
            default:
                _problems.Add(block, $"a {block.GetType().Name} cannot be shown by Get-Help");
                break;
        }
    }

    private void AddList(ListBlock list, string first, string next, bool close)
    {
        int number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out int start) ? start : 1;
        foreach (ListItemBlock item in list.OfType<ListItemBlock>())
        {
            string marker = list.IsOrdered ? $"{number++}. " : "- ";
            AddChildren(item, first + marker, next + new string(' ', marker.Length), close, closeChildren: !list.IsLoose);
            first = next;
            close = !list.IsLoose;
        }
    }

    private void AddChildren(ContainerBlock parent, string first, string next, bool close, bool closeChildren)
    {
        foreach (Block child in parent)
        {
            Add(child, first, next, close);
            first = next;
            close = closeChildren;
        }
    }

    private void Add(TextKind kind, string text, Block block, string first, string next, bool close) =>
        _blocks.Add(new TextBlock(kind, text, block.Line + 1) { FirstPrefix = first, NextPrefix = next, FollowsClosely = close });
}
