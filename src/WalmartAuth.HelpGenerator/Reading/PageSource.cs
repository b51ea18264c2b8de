using System.Text;
using System.Xml;
using Markdig;
using Markdig.Syntax;
using WalmartAuth.HelpGenerator.Pages;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>The text of a page.</summary>
internal sealed class PageSource
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string[] _lines;

    private PageSource(string file, string[] lines)
    {
        File = file;
        _lines = lines;
        FrontMatter = FrontMatter.Of(lines);
    }

    /// <summary>The page's path.</summary>
    public string File { get; }

    /// <summary>The file name without its extension: what the page is about.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary>The front matter; null when there is none.</summary>
    public FrontMatter? FrontMatter { get; }

    /// <summary>Reads a page; null, with a problem noted, when it is not text.</summary>
    public static PageSource? Read(string file, ProblemList problems)
    {
        try
        {
            // Lines end alike on every system, so that the same page gives the same bytes.
            return new PageSource(file, System.IO.File.ReadAllText(file, Strict).ReplaceLineEndings("\n").Split('\n'));
        }
        catch (DecoderFallbackException)
        {
            problems.Add(1, "the page is not UTF-8");
            return null;
        }
    }

    /// <summary>The page below its front matter, with the line numbers of the file. Characters that no help file can hold are noted.</summary>
    public IReadOnlyList<Block> Parse(ProblemList problems)
    {
        for (int index = 0; index < _lines.Length; index++)
        {
            foreach (char character in _lines[index].Where(character => !XmlConvert.IsXmlChar(character) && !char.IsSurrogate(character)))
            {
                problems.Add(index + 1, $"the control character U+{(int)character:X4} cannot stand in a help file");
            }
        }

        int skip = FrontMatter?.LineCount ?? 0;
        string body = string.Join('\n', _lines.Select((line, index) => index < skip ? "" : line));
        return [.. Markdown.Parse(body, Pipeline)];
    }
}
