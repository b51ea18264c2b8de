using Markdig.Syntax;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>A page cut at its <c>##</c> headings, with the headings checked.</summary>
internal sealed class PageOutline
{
    private readonly Dictionary<string, Section> _sections = new(StringComparer.OrdinalIgnoreCase);

    private PageOutline(int titleLine)
    {
        TitleLine = titleLine;
    }

    /// <summary>The line of the title, from 1.</summary>
    public int TitleLine { get; }

    /// <summary>The sections in the page's order, with their headings in capitals.</summary>
    public List<Section> Sections { get; } = [];

    /// <summary>Cuts a page and notes a wrong title, and sections that are missing, unknown or there twice.</summary>
    public static PageOutline Of(PageSource page, string[] required, string[] optional, ProblemList problems)
    {
        IReadOnlyList<Block> blocks = page.Parse(problems);
        IReadOnlyList<Section> titles = Section.Cut(blocks, 1, out IReadOnlyList<Block> above);
        var outline = new PageOutline(titles.Count > 0 ? titles[0].Line : 1);
        outline.CheckTitle(page.Name, titles, above, problems);
        IReadOnlyList<Block> body = titles.Count > 0 ? titles[0].Blocks : above;
        IReadOnlyList<Section> sections = Section.Cut(body, 2, out IReadOnlyList<Block> below);
        foreach (Section section in sections)
        {
            outline.Add(section, [.. required, .. optional], problems);
        }

        if (titles.Count > 0 && below.Count > 0)
        {
            problems.Add(below[0], "text between the title and the first section is shown nowhere");
        }

        foreach (string missing in required.Where(name => !outline._sections.ContainsKey(name)))
        {
            problems.Add(outline.TitleLine, $"the section '## {missing}' is missing");
        }

        return outline;
    }

    /// <summary>A section; an empty one where it is missing, which has been noted.</summary>
    public Section this[string name] => _sections.GetValueOrDefault(name) ?? new Section(name, TitleLine, []);

    /// <summary>Whether the page has a section.</summary>
    public bool Has(string name) => _sections.ContainsKey(name);

    private void CheckTitle(string name, IReadOnlyList<Section> titles, IReadOnlyList<Block> above, ProblemList problems)
    {
        if (titles.Count == 0 || titles[0].Heading != name)
        {
            problems.Add(TitleLine, $"the title must be '# {name}', as the file is named");
        }
        else if (above.Count > 0)
        {
            problems.Add(above[0], "text above the title is shown nowhere");
        }

        foreach (Section second in titles.Skip(1))
        {
            problems.Add(second.Line, $"a second title '# {second.Heading}'; sections are '## ...'");
        }
    }

    private void Add(Section section, string[] known, ProblemList problems)
    {
        string? name = Array.Find(known, candidate => candidate.Equals(section.Heading, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            problems.Add(section.Line, $"unknown section '## {section.Heading}'; known are {string.Join(", ", known)}");
        }
        else if (!_sections.TryAdd(name, section with { Heading = name }))
        {
            problems.Add(section.Line, $"the section '## {name}' stands here twice");
        }
        else
        {
            Sections.Add(_sections[name]);
        }
    }
}
