namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>Pages that break the rules, with every problem that was found.</summary>
public sealed class PageProblemsException : Exception
{
    /// <summary>Carries the problems; the message is one line for each.</summary>
    public PageProblemsException(IReadOnlyList<PageProblem> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
        Problems = problems;
    }

    /// <summary>The problems, in the order of files and lines.</summary>
    public IReadOnlyList<PageProblem> Problems { get; }
}
