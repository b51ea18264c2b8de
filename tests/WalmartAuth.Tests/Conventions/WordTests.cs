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
        { "one after the other", "in order, one at a time" },
        { "(null|true|false|empty|zero) where", "null if, true if" },
        { "in words", "as text" },
        { "under way", "pending, running" },
        { "hand(s|ed)? (out|over|on)", "return, pass" },
        { "give(s|n)? out", "issue" },
        { "puts? out", "write, return" },
        { "for ever", "always, forever" },
        { "misspelt", "misspelled" },
        { "reads? whole", "read completely" },
        { "in the clear", "in plain text" },
        { "whoever", "the caller, or who it is" },
        { "kept (token|one)", "cached" },
        { "as (it|they) (came|comes?)", "unchanged" },
        { "(Supplier|Marketplace) is asked", "is tried" },
        { "(stored|stands?|is) beside", "stored with" },
        { "nothing names", "is not specified" },
        { "goes? on with", "continues" },
        { "(hold|holds|held|holding) up", "delay, block" },
        { "takes? (hold of|the place|its place|their place)", "acquire, replace" },
        { "worth nothing", "works nowhere else" },
        { "connects? to nothing", "makes no outgoing connections" },
        { "(token's|its|the) life", "lifetime" },
        { "near names", "similar names" },
        { "looks? into", "read, search" },
        { "by (its|their) looks", "by its format" },
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
