namespace WalmartAuth.HelpGenerator;

/// <summary>An about topic in the format of <c>Get-Help</c>: plain text with at most 80 columns and line feeds as line ends.</summary>
internal sealed record AboutPage(string Name, IReadOnlyList<string> Headings, string Text)
{
    /// <summary>Reads the page.</summary>
    /// <exception cref="PageException">The page does not start like an about topic.</exception>
    public static AboutPage Read(MarkdownPage page) =>
        page.Sections is [{ Heading: "SHORT DESCRIPTION" }, { Heading: "LONG DESCRIPTION" }, ..]
            ? new AboutPage(page.Name, [.. page.Sections.Select(section => section.Heading)], Render(page))
            : throw new PageException(page.File, 1, "an about topic begins with '## SHORT DESCRIPTION', then '## LONG DESCRIPTION'");

    private static string Render(MarkdownPage page) =>
        $"TOPIC\n    {page.Name}\n" + string.Concat(page.Sections.Select(section => $"\n{section.Heading}\n{string.Join("\n\n", PlainText.Wrapped(section))}\n"));
}
