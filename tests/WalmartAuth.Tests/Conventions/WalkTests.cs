using System.Text.RegularExpressions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>The walks through the code in CONTRIBUTING.</summary>
public sealed partial class WalkTests
{
    private const int Most = 12;

    public static TheoryData<string, string> Walks() =>
        [.. Walk().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"))).Select(walk => (walk.Groups["name"].Value, walk.Groups["steps"].Value))];

    [Fact]
    public void There_are_three() => Assert.Equal(["A call", "A connection", "A 401"], Walks().Select(walk => walk.Data.Item1));

    [Theory]
    [MemberData(nameof(Walks))]
    public void A_walk_names_types_of_the_module_and_no_more_than_a_dozen(string name, string steps)
    {
        var known = typeof(WalmartSession).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        var named = TypeName().Matches(steps).Select(type => type.Groups["name"].Value).Distinct().ToList();

        Assert.True(named.Count is > 0 and <= Most, $"{name}: {named.Count} types");
        Assert.All(named, type => Assert.Contains(type, known));
    }

    [GeneratedRegex(@"(?m)^\*\*(?<name>[^*]+)\*\*(?<steps>(?:(?!^\*\*|^## )[\s\S])*)")]
    private static partial Regex Walk();

    [GeneratedRegex(@"`(?<name>[A-Z]\w+)(?:\.\w+)?`")]
    private static partial Regex TypeName();
}
