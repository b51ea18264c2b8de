using System.Text;
using System.Xml;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace WalmartAuth.HelpGenerator;

/// <summary>A markdown page, named after its file and split at its <c>##</c> headings. No section is empty.</summary>
internal sealed record MarkdownPage(string File, string Name, IReadOnlyDictionary<string, string> FrontMatter, IReadOnlyList<Section> Sections)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a page.</summary>
    /// <exception cref="PageException">The page is not text, or has text that belongs to no section.</exception>
    public static MarkdownPage Read(string file)
    {
        var blocks = Markdown.Parse(Text(file), Pipeline).ToList();
        var name = Path.GetFileNameWithoutExtension(file);
        var page = new Section(file, "the page", 1, [.. blocks.Where(block => block is not YamlFrontMatterBlock)]);
        if (page.Cut(1) is not [var title] || title.Heading != name)
        {
            throw page.Error($"the page must have one title, '# {name}', as the file is named");
        }

        var sections = title.Cut(2);
        return sections.FirstOrDefault(section => section.Blocks.Count == 0) is { } empty
            ? throw empty.Error($"'## {empty.Heading}' is empty")
            : new MarkdownPage(file, name, blocks is [YamlFrontMatterBlock block, ..] ? page.Pairs(block) : [], sections);
    }

    /// <summary>A section; an empty one if the page does not have it.</summary>
    public Section this[string heading] => Sections.FirstOrDefault(section => section.Heading == heading) ?? new Section(File, heading, 1, []);

    // Line ends become line feeds, so that a page produces the same bytes on every system.
    private static string Text(string file)
    {
        try
        {
            var text = System.IO.File.ReadAllText(file, Strict).ReplaceLineEndings("\n");
            var wrong = Array.FindIndex(text.Split('\n'), line => !line.All(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character)));
            return wrong < 0 ? text : throw new PageException(file, wrong + 1, "a help file cannot contain a control character");
        }
        catch (DecoderFallbackException)
        {
            throw new PageException(file, 1, "the page is not UTF-8");
        }
    }
}

/// <summary>A heading and the blocks below it, up to the next heading of its level. Lines are counted from 1.</summary>
internal sealed record Section(string File, string Heading, int Line, IReadOnlyList<Block> Blocks)
{
    /// <summary>Splits the section at the headings of a level.</summary>
    /// <exception cref="PageException">There is text before the first of them, which help would not show.</exception>
    public IReadOnlyList<Section> Cut(int level)
    {
        List<Section> parts = [];
        List<Block>? current = null;
        // Link definitions are collected at the end of the document; they belong to no section.
        foreach (var block in Blocks.Where(block => block is not LinkReferenceDefinitionGroup))
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                parts.Add(new Section(File, PlainText.Of(heading.Inline), heading.Line + 1, current = []));
            }
            else
            {
                (current ?? throw Error($"text of {Heading} must be below a '{new string('#', level)}' heading", block)).Add(block);
            }
        }

        return parts;
    }

    /// <summary>The <c>key: value</c> lines of a block.</summary>
    public Dictionary<string, string> Pairs(CodeBlock block)
    {
        Dictionary<string, string> pairs = [];
        var number = block.Line + 1;
        foreach (var line in PlainText.LinesOf(block))
        {
            number++;
            if (line.Length > 0 && (line.Split(':', 2, StringSplitOptions.TrimEntries) is not [var key, var value] || !pairs.TryAdd(key, value)))
            {
                throw new PageException(File, number, $"'{line}' is not a 'key: value' line, or its key is here twice");
            }
        }

        return pairs;
    }

    /// <summary>An error at a block, or at the heading.</summary>
    public PageException Error(string message, Block? at = null) => new(File, at is null ? Line : at.Line + 1, message);
}

/// <summary>An invalid page. The message has the format that MSBuild and editors recognize as an error with a position.</summary>
internal sealed class PageException(string message) : Exception(message)
{
    public PageException(string file, int line, string message)
        : this($"{file}({line}): error: {message}")
    {
    }
}
