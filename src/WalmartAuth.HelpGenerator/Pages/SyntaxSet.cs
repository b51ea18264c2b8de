namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>A parameter set as the SYNTAX section shows it.</summary>
/// <param name="Name">The set's name; null for the only, unnamed set of a cmdlet.</param>
/// <param name="IsDefault">Whether its heading says "(Default)".</param>
/// <param name="Text">The fenced text. For readers of the page only: <c>Get-Help</c> gets its syntax from the parameter blocks.</param>
public sealed record SyntaxSet(string? Name, bool IsDefault, string Text);
