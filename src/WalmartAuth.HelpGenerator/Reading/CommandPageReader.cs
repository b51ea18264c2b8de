using System.Text.RegularExpressions;
using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>Reads and checks a cmdlet's page.</summary>
internal static partial class CommandPageReader
{
    private static readonly string[] Sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    /// <summary>Whether a file name without its extension is a cmdlet's: Verb-Noun.</summary>
    public static bool IsCommandName(string name) => CommandName().IsMatch(name);

    /// <summary>The page, or null with its problems noted.</summary>
    public static CommandPage? Read(PageSource source, ProblemList problems)
    {
        if (!IsCommandName(source.Name))
        {
            problems.Add(1, "a cmdlet page is named after its cmdlet: Verb-Noun.md");
        }

        if (source.FrontMatter is null)
        {
            problems.Add(1, "a cmdlet page begins with a front matter between two lines of '---'");
        }

        Uri? online = source.FrontMatter?.Check(problems);
        PageOutline outline = PageOutline.Of(source, Sections, [], problems);
        IReadOnlyList<SyntaxSet> syntax = SyntaxReader.Read(outline["SYNTAX"], source.Name, problems);
        var page = new CommandPage
        {
            File = source.File,
            Name = source.Name,
            OnlineVersion = online,
            Synopsis = Text(outline, "SYNOPSIS", problems),
            Syntax = syntax,
            Description = Text(outline, "DESCRIPTION", problems),
            Examples = ExampleReader.Read(outline["EXAMPLES"], problems),
            Parameters = ParameterReader.Read(outline["PARAMETERS"], syntax, problems),
            Inputs = Types(outline, "INPUTS", problems),
            Outputs = Types(outline, "OUTPUTS", problems),
            Notes = BlockText.Render(outline["NOTES"].Blocks, problems),
            RelatedLinks = RelatedLinkReader.Read(outline["RELATED LINKS"], problems),
        };
        return problems.IsEmpty ? page : null;
    }

    private static HelpText Text(PageOutline outline, string name, ProblemList problems)
    {
        Section section = outline[name];
        HelpText text = BlockText.Render(section.Blocks, problems);
        if (text.IsEmpty && outline.Has(name))
        {
            problems.Add(section.Line, $"{name} says nothing");
        }

        return text;
    }

    private static List<PipelineType> Types(PageOutline outline, string name, ProblemList problems)
    {
        Section section = outline[name];
        var types = new List<PipelineType>();
        foreach (Section type in section.Cut(3, "'### Type' headings", problems))
        {
            types.Add(new PipelineType(type.Heading, BlockText.Render(type.Blocks, problems)));
        }

        if (types.Count == 0 && outline.Has(name))
        {
            problems.Add(section.Line, $"{name} names no type; write '### None' when there is none");
        }

        return types;
    }

    [GeneratedRegex("^[A-Z][A-Za-z]*-[A-Z][A-Za-z0-9]*$")]
    private static partial Regex CommandName();
}
