namespace WalmartAuth.Common;

/// <summary>A name as it is typed in PowerShell.</summary>
internal static class PSLiteral
{
    /// <summary>The name, in quotes where it would not stand as one word.</summary>
    public static string Quote(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') && name[0] != '-' ? name : "'" + name.Replace("'", "''") + "'";
}
