using System.Globalization;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace WalmartAuth.HelpGenerator;

/// <summary>Reads a cmdlet's page. Tests check that the page matches the cmdlet.</summary>
internal static class CommandPageReader
{
    private const string DefaultMark = " (Default)";
    private static readonly string[] Required = ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS"];
    private static readonly string[] Known = [.. Required, "NOTES", "RELATED LINKS"];

    /// <summary>Reads the page.</summary>
    /// <exception cref="PageException">A part of it is missing, unknown or cannot be read.</exception>
    public static CommandPage Read(MarkdownPage page)
    {
        CheckSections(page);
        return new CommandPage(
            page.File,
            page.Name,
            page.FrontMatter.GetValueOrDefault("online version", ""),
            PlainText.Of(page["SYNOPSIS"]),
            Syntax(page["SYNTAX"]),
            PlainText.Of(page["DESCRIPTION"]),
            [.. page["EXAMPLES"].Cut(3).Select(Example)],
            [.. page["PARAMETERS"].Cut(3).Where(entry => entry.Heading != "CommonParameters").Select(Parameter)],
            Types(page["INPUTS"]),
            Types(page["OUTPUTS"]),
            PlainText.Of(page["NOTES"]),
            Links(page["RELATED LINKS"]));
    }

    private static void CheckSections(MarkdownPage page)
    {
        var left = Known.ToList();
        if (page.Sections.FirstOrDefault(section => !left.Remove(section.Heading)) is { } wrong)
        {
            throw wrong.Error($"'## {wrong.Heading}' is unknown or here twice; a cmdlet page has the sections {string.Join(", ", Known)}");
        }

        if (left.Find(Required.Contains) is { } missing)
        {
            throw page[missing].Error($"the section '## {missing}' is missing");
        }
    }

    // A single fenced block, or a heading and a fenced block for each parameter set.
    private static IReadOnlyList<SyntaxSet> Syntax(Section section)
    {
        return section.Blocks is [CodeBlock]
            ? [new SyntaxSet(null, IsDefault: true, Text(section))]
            : [.. section.Cut(3).Select(set => new SyntaxSet(set.Heading.Replace(DefaultMark, ""), set.Heading.EndsWith(DefaultMark, StringComparison.Ordinal), Text(set)))];

        static string Text(Section set) => set.Blocks is [CodeBlock code] ? PlainText.Of(code) : throw set.Error("a parameter set has one fenced block and nothing else");
    }

    private static CommandExample Example(Section section)
    {
        var code = Fences(section, "powershell");
        return code.Count == 1 && section.Blocks[0] == code[0]
            ? new CommandExample(section.Heading, PlainText.Of(code[0]), PlainText.Of(section with { Blocks = [.. section.Blocks.Skip(1)] }))
            : throw section.Error("an example is one fenced block marked 'powershell', then remarks; mark output as 'output'");
    }

    private static CommandParameter Parameter(Section section)
    {
        var blocks = Fences(section, "yaml");
        return blocks.Count > 0
            ? new CommandParameter(section.Heading.TrimStart('-'), PlainText.Of(section with { Blocks = [.. section.Blocks.Except(blocks)] }), [.. blocks.Select(block => Block(section, block))])
            : throw section.Error($"'### {section.Heading}' has no fenced block marked 'yaml'");
    }

    private static ParameterBlock Block(Section section, FencedCodeBlock block)
    {
        var pairs = section.Pairs(block);
        return new ParameterBlock(
            Text("Type"),
            List(Text("Parameter Sets")),
            List(Text("Aliases")),
            List(pairs.GetValueOrDefault("Accepted values", "")),
            Read("Required", bool.Parse),
            Text("Position") == "Named" ? null : Read("Position", text => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)),
            Text("Default value"),
            Text("Accept pipeline input"),
            Read("Accept wildcard characters", bool.Parse));

        static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        string Text(string key) => pairs.TryGetValue(key, out var text) ? text : throw section.Error($"the yaml block has no '{key}'", block);

        T Read<T>(string key, Func<string, T> parse)
        {
            try
            {
                return parse(Text(key));
            }
            catch (FormatException)
            {
                throw section.Error($"the yaml block says '{key}: {Text(key)}', which is not a valid value", block);
            }
        }
    }

    private static List<FencedCodeBlock> Fences(Section section, string language) => [.. section.Blocks.OfType<FencedCodeBlock>().Where(fence => fence.Info == language)];

    private static IReadOnlyList<PipelineType> Types(Section section) => [.. section.Cut(3).Select(type => new PipelineType(type.Heading, PlainText.Of(type)))];

    private static IReadOnlyList<RelatedLink> Links(Section section) =>
        [.. section.Blocks.Select(block => block is ParagraphBlock { Inline: { FirstChild: LinkInline { NextSibling: null, Url: { } url } link } }
            ? new RelatedLink(PlainText.Of(link), PlainText.IsWebAddress(url) ? url : null)
            : throw section.Error("each paragraph of RELATED LINKS is one link: [text](address)", block))];
}
