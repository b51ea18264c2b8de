using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Help;

/// <summary>The PowerShell code in a markdown file, in order.</summary>
internal static partial class MarkdownCommands
{
    /// <summary>Names that look like commands.</summary>
    private static readonly string[] Mentions = ["ForEach-Object -Parallel"];

    public static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    /// <summary>Every fenced block, the scripts of CI steps, and every command with arguments between backticks.</summary>
    public static IEnumerable<string> ToType(string file) => Piece().Matches(Text(file)).SelectMany(piece => piece.Groups["language"].Value switch
    {
        "powershell" => [piece.Groups["block"].Value],
        "yaml" => Step().Matches(piece.Groups["block"].Value).Select(step => step.Groups["script"].Value),
        "" when IsCommand(Inline(piece)) => [Inline(piece)],
        _ => Enumerable.Empty<string>(),
    });

    // In a table, a pipe is escaped.
    private static string Inline(Match piece) => piece.Groups["inline"].Value.Replace("\\|", "|", StringComparison.Ordinal);

    private static bool IsCommand(string text) =>
        !Mentions.Contains(text)
        && Parser.ParseInput(text, out _, out _).Find(node => node is CommandAst, searchNestedScriptBlocks: false) is CommandAst first
        && first.GetCommandName() is { } name
        && Name().IsMatch(name)
        && first.CommandElements.Count > 1;

    [GeneratedRegex("```(?<language>\\w*)\n(?<block>.*?)```|(?<!`)`(?<inline>[^`\n]+)`(?!`)", RegexOptions.Singleline)]
    private static partial Regex Piece();

    [GeneratedRegex(@"(?m)^( *)(run|script): \|\n(?<script>(?:\1 +.*\n)+)")]
    private static partial Regex Step();

    [GeneratedRegex("^[A-Z][a-z]+-[A-Z]\\w+$")]
    private static partial Regex Name();
}
