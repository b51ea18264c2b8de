namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>One thing that is wrong with a page.</summary>
/// <param name="File">The page's path, in the way the docs folder was given.</param>
/// <param name="Line">The line, from 1; 0 for a problem of the folder.</param>
/// <param name="Message">What is wrong and what is expected.</param>
public sealed record PageProblem(string File, int Line, string Message)
{
    /// <summary>The form that MSBuild and editors recognise as an error at a place.</summary>
    public override string ToString() => Line == 0 ? $"{File}: error: {Message}" : $"{File}({Line}): error: {Message}";
}
