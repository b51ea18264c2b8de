namespace WalmartAuth.HelpGenerator;

/// <summary>An about topic, as <c>Get-Help</c> shows it: plain text of at most 80 columns, lines ended by a line feed.</summary>
internal sealed record AboutPage(string Name, IReadOnlyList<string> Headings, string Text)
{
    /// <summary>Reads the page.</summary>
    /// <exception cref="PageException">The page does not begin as an about topic.</exception>
    public static AboutPage Read(MarkdownPage page) =>
        page.Sections is [{ Heading: "SHORT DESCRIPTION" }, { Heading: "LONG DESCRIPTION" }, ..]
            ? new AboutPage(page.Name, [.. page.Sections.Select(section => section.Heading)], Render(page))
            : throw new PageException(page.File, 1, "an about topic begins with '## SHORT DESCRIPTION', then '## LONG DESCRIPTION'");

    private static string Render(MarkdownPage page) =>
        $"TOPIC\n    {page.Name}\n" + string.Concat(page.Sections.Select(section => $"\n{section.Heading}\n{string.Join("\n\n", PlainText.Wrapped(section))}\n"));
}
