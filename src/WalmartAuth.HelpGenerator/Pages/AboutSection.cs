namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>A section of an about topic.</summary>
/// <param name="Heading">Its heading in capitals, such as LONG DESCRIPTION.</param>
/// <param name="Text">What it says.</param>
public sealed record AboutSection(string Heading, HelpText Text);
