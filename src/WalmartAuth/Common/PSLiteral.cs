using System.Management.Automation.Language;

namespace WalmartAuth.Common;

/// <summary>A name as it is typed in PowerShell.</summary>
internal static class PSLiteral
{
    /// <summary>The name, in quotes where PowerShell would not read it as one word. It also takes typographic quotes for quotes.</summary>
    public static string Quote(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') && name[0] != '-' ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
