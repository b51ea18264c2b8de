using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using WalmartAuth.Tests.Conventions;

namespace WalmartAuth.Tests.Help;

/// <summary>The PowerShell code in every markdown file is valid, and uses existing parameters of the cmdlets.</summary>
public sealed partial class DocumentedCommandTests
{
    public static TheoryData<string> Files => [.. SourceFiles.Below("", "*.md").Select(SourceFiles.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_commands_of_a_file_can_be_typed(string file)
    {
        var text = File.ReadAllText(Path.Combine(Support.Repository.Root, file));
        var pieces = Fence().Matches(text).Concat(Inline().Matches(text)).Select(piece => piece.Groups["code"].Value);

        Assert.All(pieces, code => Assert.Empty(Wrong(code)));
    }

    private static IEnumerable<string> Wrong(string code)
    {
        var tree = Parser.ParseInput(code, out _, out var errors);
        var calls = tree.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().Where(call => call.GetCommandName()?.Contains("-Walmart", StringComparison.OrdinalIgnoreCase) == true && call.GetCommandName() != "Get-WalmartContext").ToList();
        var commands = calls.Where(call => !HelpSources.Cmdlets.ContainsKey(call.GetCommandName())).Select(call => $"there is no {call.GetCommandName()}");
        var parameters = from call in calls
                         where HelpSources.Cmdlets.ContainsKey(call.GetCommandName())
                         let known = HelpSources.Cmdlets[call.GetCommandName()].Parameters
                         from parameter in call.CommandElements.OfType<CommandParameterAst>()
                         where !known.ContainsKey(parameter.ParameterName) && !known.Values.Any(p => p.Aliases.Contains(parameter.ParameterName, StringComparer.OrdinalIgnoreCase))
                         select $"{call.GetCommandName()} has no -{parameter.ParameterName}";
        return [.. errors.Select(error => error.Message), .. parameters, .. commands];
    }

    [GeneratedRegex("```powershell\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("(?<!`)`(?<code>[^`\r\n]*(Connect|Disconnect|Get|Invoke|Test)-Walmart[^`\r\n]*)`(?!`)")]
    private static partial Regex Inline();
}
