namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>An about topic.</summary>
/// <param name="File">The page's path, in the way the docs folder was given.</param>
/// <param name="Name">The topic: about_Something.</param>
/// <param name="Sections">The sections in the page's order: short description, long description, then others.</param>
public sealed record AboutPage(string File, string Name, IReadOnlyList<AboutSection> Sections);
