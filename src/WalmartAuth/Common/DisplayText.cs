using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WalmartAuth.Common;

/// <summary>
/// Makes a text safe to show. Text from Walmart, a vault or a CSV file may contain terminal escapes, characters that change the
/// reading direction, or CI log commands.
/// </summary>
internal static class DisplayText
{
    // GitHub reads a command at the start of a line, and PowerShell decides where the lines of a message start. Azure Pipelines reads commands anywhere.
    private static readonly Regex LogCommand = new(@"##(?=vso\[|\[)|::(?=[A-Za-z][A-Za-z-]*( [^:]*)?::)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The text on one line, without control and formatting characters, and with log commands broken by a space.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(IsUnsafe) && text.IndexOf("##", StringComparison.Ordinal) < 0 && text.IndexOf("::", StringComparison.Ordinal) < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(IsUnsafe(c) ? ' ' : c);
        }

        return LogCommand.Replace(clean.ToString(), m => m.Value[0] == '#' ? "# #" : ": :");
    }

    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || (c > '~' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
