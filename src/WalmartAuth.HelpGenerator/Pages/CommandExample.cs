namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>An example of a cmdlet's page.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Title">The heading without "Example n:".</param>
/// <param name="Code">The PowerShell code as it stands in the fence, lines parted by a line feed.</param>
/// <param name="Remarks">The text after the code; may be empty.</param>
/// <param name="CodeLine">The line of the page where the code begins, from 1.</param>
public sealed record CommandExample(int Number, string Title, string Code, HelpText Remarks, int CodeLine);
