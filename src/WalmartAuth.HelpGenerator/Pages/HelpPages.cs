using WalmartAuth.HelpGenerator.Reading;

namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>Every help page of a docs folder, parsed and checked.</summary>
/// <param name="Commands">The cmdlet pages, by name.</param>
/// <param name="Topics">The about topics, by name.</param>
public sealed record HelpPages(IReadOnlyList<CommandPage> Commands, IReadOnlyList<AboutPage> Topics)
{
    /// <summary>Reads <c>Verb-Noun.md</c> and <c>about_*.md</c>; other pages of the folder are not help and are left alone.</summary>
    /// <param name="docs">The folder with the pages.</param>
    /// <exception cref="PageProblemsException">A page breaks a rule, or the folder is missing or has no cmdlet page.</exception>
    /// <exception cref="IOException">A page cannot be read.</exception>
    public static HelpPages Read(string docs) => DocsFolder.Read(docs);
}
