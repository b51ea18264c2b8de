using System.Text.RegularExpressions;

namespace WalmartAuth.Tests.Conventions;

/// <summary>Everything that a person reads is in plain technical English: phrases that were replaced do not come back.</summary>
public sealed class WordTests
{
    private static readonly string[] Extensions = [".cs", ".csproj", ".css", ".html", ".js", ".md", ".props", ".ps1", ".ps1xml", ".psd1", ".psm1", ".targets", ".yml"];

    public static TheoryData<string, string> Phrases { get; } = new()
    {
        { "brought along", "supplied, or passed with -AccessToken" },
        { "in place of", "instead of" },
        { "goes? with (none|neither|either)", "cannot be combined with" },
        { "does not go with", "cannot be combined with" },
        { "could not be found out", "could not determine" },
        { "what it was given", "its argument, its input" },
        { "(is|are|was|were) told as", "is reported as" },
        { "that was asked for it", "that was requested" },
        { "(is|are) none of", "is not one of" },
        { "(?<!there\\s)is no (GUID|path|name|media type|error|list|header|token|session|secret|call|file|route|credential|number|type)\\b", "is not a" },
        { "at the most", "at most" },
        { "anew", "again" },
        { "of one's own", "your own" },
        { "resen(d|ds|t|ding)", "retry" },
        { "(sent|tried|tries|send|sends) again", "retry" },
        { "look whether", "check" },
        { "passed over", "skipped" },
        { "has mended", "has fixed" },
        { "goes past", "bypasses" },
        { "honestly", "leave it out" },
        { "means? nothing here", "is unknown" },
        { "hand(s|ed)? out the token", "return the token" },
        { "made out to", "issued for" },
        { "finds fault", "rejects" },
        { "holds a line break", "contains" },
        { "puts? a token into the clear", "outputs in plain text" },
        { "nobody at the keyboard", "no one to answer prompts" },
    };

    [Theory]
    [MemberData(nameof(Phrases))]
    public void A_phrase_that_was_replaced_does_not_come_back(string phrase, string instead)
    {
        var words = new Regex($@"(?<![\w-])(?:{phrase.Replace(" ", @"(?:\s+|\s*\n\s*///?\s*)", StringComparison.Ordinal)})(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        var hits = SourceFiles.Below("")
            .Where(file => Extensions.Contains(Path.GetExtension(file)) && !file.EndsWith("WordTests.cs", StringComparison.Ordinal))
            .SelectMany(file => File.ReadAllText(file) is var text ? words.Matches(text).Select(hit => $"{SourceFiles.Name(file)}:{text[..hit.Index].Count(c => c == '\n') + 1}: {hit.Value}") : [])
            .ToList();

        Assert.True(hits.Count == 0, $"Write \"{instead}\":\n{string.Join('\n', hits)}");
    }
}
