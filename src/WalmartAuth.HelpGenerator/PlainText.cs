using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace WalmartAuth.HelpGenerator;

/// <summary>Markdown as plain text.</summary>
internal sealed class PlainText
{
    private const int Width = 80;

    /// <summary>The width of code and tables: the page width minus the indentation of a section and their own.</summary>
    private const int TableWidth = 72;

    private readonly Section section;
    private readonly bool wrap;
    private readonly string indent;
    private readonly List<string> paragraphs = [];

    private PlainText(Section section, bool wrap)
    {
        this.section = section;
        this.wrap = wrap;
        indent = wrap ? "    " : "";
        foreach (var block in section.Blocks)
        {
            Add(block, indent, indent, close: false);
        }
    }

    /// <summary>The paragraphs of a section, with line feeds only at hard line breaks. A list or code block is one paragraph.</summary>
    public static IReadOnlyList<string> Of(Section section) => new PlainText(section, wrap: false).paragraphs;

    /// <summary>The paragraphs of a section, indented and wrapped to 80 columns.</summary>
    public static IReadOnlyList<string> Wrapped(Section section) => new PlainText(section, wrap: true).paragraphs;

    /// <summary>The unchanged lines of a code block.</summary>
    public static IEnumerable<string> LinesOf(CodeBlock code) => Enumerable.Range(0, code.Lines.Count).Select(index => code.Lines.Lines[index].ToString().TrimEnd());

    /// <summary>The code without empty lines around it.</summary>
    public static string Of(CodeBlock code) => string.Join('\n', LinesOf(code)).Trim('\n');

    /// <summary>The text of a paragraph, heading or cell; a line feed only for a hard line break.</summary>
    public static string Of(ContainerInline? container)
    {
        var text = new StringBuilder();
        Append(text, container ?? []);
        return text.ToString().Trim();
    }

    /// <summary>Whether a reader at a console can open an address.</summary>
    public static bool IsWebAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static void Append(StringBuilder text, ContainerInline container)
    {
        foreach (var inline in container)
        {
            var start = text.Length;
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.Content),
                LineBreakInline line => text.Append(line.IsHard ? '\n' : ' '),
                AutolinkInline auto => text.Append(auto.Url),
                // In these pages, <SecretName> is a placeholder without its escape, never a tag.
                HtmlInline html => text.Append(html.Tag),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                _ => text,
            };
            if (inline is ContainerInline children)
            {
                Append(text, children);
            }

            // A relative link points to a page in the same folder, which is useless at a console.
            if (inline is LinkInline { IsImage: false } link && IsWebAddress(link.Url) && text.ToString(start, text.Length - start) != link.Url)
            {
                text.Append($" ({link.Url})");
            }
        }
    }

    private void Add(Block block, string first, string next, bool close)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                Add(Lines(Of(paragraph.Inline), Width - next.Length), first, next, close);
                break;
            case HeadingBlock heading:
                var half = indent[..(indent.Length / 2)];
                Add(Lines(Of(heading.Inline), Width - half.Length), half, half, close);
                break;
            case CodeBlock code:
                // Code is indented more than the text around it, to distinguish them.
                Add(Of(code).Split('\n'), indent + first, indent + next, close);
                break;
            case Table table:
                Add(TableText.Lines(table, TableWidth - next.Length + indent.Length), indent + first, indent + next, close);
                break;
            case ListBlock list:
                AddList(list, first, next, close);
                break;
            case QuoteBlock quote:
                AddChildren(quote, first, next, close, closeChildren: false);
                break;
            case LinkReferenceDefinitionGroup or HtmlBlock { Type: HtmlBlockType.Comment }:
                break;
            default:
                throw section.Error($"Get-Help cannot show a {block.GetType().Name}; write '<' as '\\<' if it is meant as text", block);
        }
    }

    private void AddList(ListBlock list, string first, string next, bool close)
    {
        var number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var marker = list.IsOrdered ? $"{number++}. " : "- ";
            AddChildren(item, first + marker, next + new string(' ', marker.Length), close, closeChildren: !list.IsLoose);
            first = next;
            close = !list.IsLoose;
        }
    }

    private void AddChildren(ContainerBlock parent, string first, string next, bool close, bool closeChildren)
    {
        foreach (var child in parent)
        {
            Add(child, first, next, close);
            first = next;
            close = closeChildren;
        }
    }

    private void Add(IEnumerable<string> lines, string first, string next, bool close)
    {
        var text = string.Join('\n', lines.Select((line, index) => ((index == 0 ? first : next) + line).TrimEnd()));
        if (close && paragraphs.Count > 0)
        {
            paragraphs[^1] += "\n" + text;
        }
        else
        {
            paragraphs.Add(text);
        }
    }

    private IEnumerable<string> Lines(string text, int width) => wrap ? TableText.Wrap(text, width) : text.Split('\n');
}
