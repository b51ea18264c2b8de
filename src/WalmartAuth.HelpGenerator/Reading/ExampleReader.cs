using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>Reads the EXAMPLES section.</summary>
internal static partial class ExampleReader
{
    private const int Fewest = 2;

    /// <summary>The examples in order.</summary>
    public static IReadOnlyList<CommandExample> Read(Section section, ProblemList problems)
    {
        var examples = new List<CommandExample>();
        foreach (Section example in section.Cut(3, "'### Example n: title' headings", problems))
        {
            examples.Add(ReadExample(example, examples.Count + 1, problems));
        }

        if (examples.Count < Fewest)
        {
            problems.Add(section.Line, $"a cmdlet page has {Fewest} examples or more, this one has {examples.Count}");
        }

        return examples;
    }

    private static CommandExample ReadExample(Section example, int number, ProblemList problems)
    {
        Match heading = Heading().Match(example.Heading);
        if (!heading.Success || heading.Groups["number"].Value != number.ToString(CultureInfo.InvariantCulture))
        {
            problems.Add(example.Line, $"the heading must be '### Example {number}: title'");
        }

        string code = "";
        int codeLine = example.Line;
        if (example.Blocks is [FencedCodeBlock first, ..] && IsPowerShell(first))
        {
            code = CodeText.Of(first);
            codeLine = first.Line + 2;
        }

        if (code.Length == 0)
        {
            problems.Add(example.Line, "an example begins with its code, in a fence marked 'powershell'; remarks follow it");
        }

        foreach (FencedCodeBlock second in example.Blocks.Skip(1).OfType<FencedCodeBlock>().Where(IsPowerShell))
        {
            problems.Add(second, "a second fence marked 'powershell': an example has one; mark output as 'output'");
        }

        HelpText remarks = BlockText.Render(example.Blocks.Skip(1), problems);
        return new CommandExample(number, heading.Groups["title"].Value, code, remarks, codeLine);
    }

    private static bool IsPowerShell(FencedCodeBlock fence) =>
        "powershell".Equals(fence.Info, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^Example (?<number>\d+): (?<title>.+)$")]
    private static partial Regex Heading();
}
