using Markdig.Syntax;
using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>Reads the SYNTAX section: a fence alone, or a heading and a fence for each parameter set.</summary>
internal static class SyntaxReader
{
    private const string DefaultMark = "(Default)";

    /// <summary>The parameter sets in the page's order.</summary>
    public static IReadOnlyList<SyntaxSet> Read(Section section, string command, ProblemList problems)
    {
        IReadOnlyList<Section> headed = Section.Cut(section.Blocks, 3, out IReadOnlyList<Block> before);
        if (headed.Count == 0)
        {
            return [ReadSet(null, isDefault: true, section, command, problems)];
        }

        if (before.Count > 0)
        {
            problems.Add(before[0], "SYNTAX has a '### name' for each parameter set; this text stands in none");
        }

        var sets = new List<SyntaxSet>();
        foreach (Section set in headed)
        {
            bool isDefault = set.Heading.EndsWith(DefaultMark, StringComparison.OrdinalIgnoreCase);
            string name = isDefault ? set.Heading[..^DefaultMark.Length].TrimEnd() : set.Heading;
            if (sets.Exists(other => name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add(set.Line, $"the parameter set '{name}' stands here twice");
            }

            if (isDefault && sets.Exists(other => other.IsDefault))
            {
                problems.Add(set.Line, "a second parameter set is marked '(Default)'");
            }

            sets.Add(ReadSet(name, isDefault, set, command, problems));
        }

        return sets;
    }

    private static SyntaxSet ReadSet(string? name, bool isDefault, Section section, string command, ProblemList problems)
    {
        if (section.Blocks is not [CodeBlock code])
        {
            problems.Add(section.Line, $"'{section.Heading}' holds one fenced block with the syntax, and nothing else");
            return new SyntaxSet(name, isDefault, "");
        }

        string text = CodeText.Of(code);
        if (text != command && !text.StartsWith(command + " ", StringComparison.Ordinal))
        {
            problems.Add(code, $"the syntax begins with '{command}'");
        }

        return new SyntaxSet(name, isDefault, text);
    }
}
