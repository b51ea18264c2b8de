using System.Management.Automation.Language;

namespace WalmartAuth.Common;

/// <summary>A name as you type it in PowerShell.</summary>
internal static class PSLiteral
{
    /// <summary>The name, in quotes if PowerShell would not read it as one word. PowerShell also treats typographic quotes as quotes.</summary>
    public static string Quote(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') && name[0] != '-' ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
