using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>The <c>key: value</c> lines between two <c>---</c> at the head of a page.</summary>
internal sealed class FrontMatter
{
    public const string HelpFileKey = "external help file";
    private const string ModuleKey = "Module Name";
    private const string OnlineKey = "online version";
    private const string SchemaKey = "schema";
    private const string Fence = "---";
    private static readonly string[] Keys = [HelpFileKey, ModuleKey, OnlineKey, SchemaKey];

    private readonly string[] _lines;

    private FrontMatter(string[] lines)
    {
        _lines = lines;
    }

    /// <summary>How many lines of the page it takes.</summary>
    public int LineCount => _lines.Length + 2;

    /// <summary>The front matter of a page; null when there is none, or when it does not end.</summary>
    public static FrontMatter? Of(string[] page)
    {
        int end = page.Length > 0 && page[0].TrimEnd() == Fence ? Array.FindIndex(page, 1, line => line.TrimEnd() == Fence) : -1;
        return end < 0 ? null : new FrontMatter(page[1..end]);
    }

    /// <summary>The line with a key, looked for without any check.</summary>
    public string? Find(string key) =>
        Array.Find(_lines, line => line.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>Checks the front matter of a cmdlet page and takes its online version; null when that is left empty.</summary>
    public Uri? Check(ProblemList problems)
    {
        List<KeyValueLine> pairs = KeyValueLine.ReadAll(_lines, 2, Keys, problems);
        Expect(pairs, HelpFileKey, HelpBuild.HelpFile, problems);
        Expect(pairs, ModuleKey, HelpBuild.ModuleName, problems);
        Expect(pairs, SchemaKey, "2.0.0", problems);
        KeyValueLine? online = Take(pairs, OnlineKey, problems);
        if (online is null or { Value: "" })
        {
            return null;
        }

        Uri? address = WebAddress.TryRead(online.Value);
        if (address is null)
        {
            problems.Add(online.Line, $"'{OnlineKey}' is not an http or https address: '{online.Value}'");
        }

        return address;
    }

    private static void Expect(List<KeyValueLine> pairs, string key, string value, ProblemList problems)
    {
        if (Take(pairs, key, problems) is { } pair && pair.Value != value)
        {
            problems.Add(pair.Line, $"'{key}' is '{pair.Value}', expected '{value}'");
        }
    }

    private static KeyValueLine? Take(List<KeyValueLine> pairs, string key, ProblemList problems)
    {
        KeyValueLine? pair = pairs.Find(candidate => candidate.Key == key);
        if (pair is null)
        {
            problems.Add(1, $"the front matter lacks '{key}'");
        }

        return pair;
    }
}
