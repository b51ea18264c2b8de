using Markdig.Syntax;
using WalmartAuth.HelpGenerator.Pages;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>Gathers what is wrong with one page, so that an author sees it all at once.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<PageProblem> _problems = [];

    /// <summary>The page's path.</summary>
    public string File { get; } = file;

    /// <summary>The problems by line.</summary>
    public IEnumerable<PageProblem> Problems => _problems.OrderBy(problem => problem.Line);

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Notes a problem at a line, from 1.</summary>
    public void Add(int line, string message) => _problems.Add(new PageProblem(File, line, message));

    /// <summary>Notes a problem at a block.</summary>
    public void Add(Block block, string message) => Add(block.Line + 1, message);
}
