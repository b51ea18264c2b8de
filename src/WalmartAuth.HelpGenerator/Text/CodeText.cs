using Markdig.Syntax;

namespace WalmartAuth.HelpGenerator.Text;

/// <summary>The lines of a code block.</summary>
internal static class CodeText
{
    /// <summary>The code, lines parted by a line feed, without empty lines around it.</summary>
    public static string Of(CodeBlock code)
    {
        string[] lines = Lines(code);
        int first = Array.FindIndex(lines, HasText);
        int last = Array.FindLastIndex(lines, HasText);
        return first < 0 ? "" : string.Join('\n', lines[first..(last + 1)]);
    }

    /// <summary>Every line as it stands in the page.</summary>
    public static string[] Lines(CodeBlock code) =>
        [.. Enumerable.Range(0, code.Lines.Count).Select(index => code.Lines.Lines[index].ToString().TrimEnd())];

    private static bool HasText(string line) => line.Length > 0;
}
