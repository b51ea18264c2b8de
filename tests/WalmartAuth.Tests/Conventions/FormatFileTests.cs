using System.Text.RegularExpressions;
using System.Xml.Linq;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>The views work in Constrained Language Mode, which refuses methods and static members of most types.</summary>
public sealed partial class FormatFileTests
{
    private static readonly XDocument Format = XDocument.Load(Path.Combine(Repository.Root, "src", "WalmartAuth", "WalmartAuth.format.ps1xml"));

    public static TheoryData<string> Scripts => [.. Format.Descendants("ScriptBlock").Select(script => script.Value).Distinct()];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_view_calls_no_method_and_names_no_type(string script) => Assert.DoesNotMatch(Call(), script);

    [Theory]
    [InlineData("$_.ExpiresOn.ToString('u')")]
    [InlineData("[Math]::Floor(1.5)")]
    public void A_call_is_found(string script) => Assert.Matches(Call(), script);

    [GeneratedRegex(@"\.\w+\(|\[[\w.]+\]::")]
    private static partial Regex Call();
}
