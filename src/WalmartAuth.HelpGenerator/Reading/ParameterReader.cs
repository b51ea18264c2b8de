using Markdig.Syntax;
using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>Reads the PARAMETERS section.</summary>
internal static class ParameterReader
{
    private const string CommonParameters = "CommonParameters";

    /// <summary>The parameters in the page's order, without the paragraph on the common ones.</summary>
    public static IReadOnlyList<CommandParameter> Read(Section section, IReadOnlyList<SyntaxSet> syntax, ProblemList problems)
    {
        var parameters = new List<CommandParameter>();
        foreach (Section entry in section.Cut(3, "'### -Name' headings", problems))
        {
            if (entry.Heading.Trim('<', '>') == CommonParameters)
            {
                continue;
            }

            if (entry.Heading is not ['-', .. { Length: > 0 } name])
            {
                problems.Add(entry.Line, $"'### {entry.Heading}' must be '### -Name', or '### {CommonParameters}'");
                continue;
            }

            if (parameters.Exists(other => other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add(entry.Line, $"the parameter -{name} stands here twice");
            }

            parameters.Add(ReadParameter(entry, name, syntax, problems));
        }

        return parameters;
    }

    private static CommandParameter ReadParameter(Section entry, string name, IReadOnlyList<SyntaxSet> syntax, ProblemList problems)
    {
        HelpText description = BlockText.Render(entry.Blocks.Where(block => !IsYaml(block)), problems);
        if (description.IsEmpty)
        {
            problems.Add(entry.Line, $"-{name} has no description");
        }

        var metadata = new List<ParameterMetadata>();
        foreach (FencedCodeBlock fence in entry.Blocks.Where(IsYaml).Cast<FencedCodeBlock>())
        {
            if (ParameterMetadataReader.Read(fence, problems) is { } block)
            {
                metadata.Add(block);
            }
        }

        if (!entry.Blocks.Any(IsYaml))
        {
            problems.Add(entry.Line, $"-{name} has no fenced block marked 'yaml'");
        }

        CheckSets(name, metadata, syntax, problems);
        return new CommandParameter(name, description, metadata, entry.Line);
    }

    private static void CheckSets(string name, List<ParameterMetadata> metadata, IReadOnlyList<SyntaxSet> syntax, ProblemList problems)
    {
        foreach (ParameterMetadata block in metadata)
        {
            foreach (string set in block.ParameterSets.Where(set => !syntax.Any(known => set.Equals(known.Name, StringComparison.OrdinalIgnoreCase))))
            {
                problems.Add(block.Line, $"-{name} names the parameter set '{set}', which has no '### {set}' in SYNTAX");
            }
        }

        foreach (SyntaxSet set in syntax)
        {
            if (metadata.Where(block => block.IsIn(set.Name)).Skip(1).FirstOrDefault() is { } second)
            {
                problems.Add(second.Line, $"-{name} has two blocks for the parameter set '{set.Name ?? "(All)"}'");
            }
        }
    }

    private static bool IsYaml(Block block) =>
        block is FencedCodeBlock { Info: { } info } && info.Equals("yaml", StringComparison.OrdinalIgnoreCase);
}
