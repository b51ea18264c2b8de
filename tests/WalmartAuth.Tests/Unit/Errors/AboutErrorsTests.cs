using System.Management.Automation;
using System.Text.RegularExpressions;
using WalmartAuth.Errors;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Errors;

/// <summary>about_WalmartAuth_Errors matches the table of errors.</summary>
public sealed class AboutErrorsTests
{
    private static readonly Dictionary<string, string> Sections = File.ReadAllText(Path.Combine(Repository.Root, "docs", "about_WalmartAuth_Errors.md"))
        .Split("\n### ").Skip(1).Select(s => s.Split("\n## ")[0].Split('\n', 2)).ToDictionary(s => s[0].Trim(), s => Regex.Replace(s[1], "\\s+", " "));

    public static TheoryData<WalmartErrorId> Ids => [.. Enum.GetValues<WalmartErrorId>()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_is_listed_with_its_category_its_meaning_and_the_next_step(WalmartErrorId id)
    {
        var definition = ErrorCatalog.Get(id);

        var section = Sections[id.ToString()];

        Assert.Contains($"Category: {definition.Category} ", section, StringComparison.Ordinal);
        Assert.Contains($"Next step: {definition.RecommendedAction}", section, StringComparison.Ordinal);
        Assert.True(section.Length > definition.RecommendedAction.Length + 60, "The meaning is missing.");
        Assert.True(Enum.TryParse<ErrorCategory>(definition.Category, out var category) && category != ErrorCategory.NotSpecified);
    }

    [Fact]
    public void No_id_is_listed_that_the_module_does_not_have() =>
        Assert.Equal(Enum.GetNames<WalmartErrorId>().Order(), Sections.Keys.Where(k => !k.Contains(' ', StringComparison.Ordinal)).Order());
}
