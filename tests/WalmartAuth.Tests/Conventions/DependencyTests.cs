using System.Text.RegularExpressions;
using NetArchTest.Rules;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>The dependencies between the folders of the built module, as CONTRIBUTING lists them.</summary>
public sealed partial class DependencyTests
{
    private static readonly Types Module = Types.InAssembly(typeof(WalmartSession).Assembly);

    /// <summary>The table in CONTRIBUTING: each folder and what it uses, in the table's order.</summary>
    private static readonly IReadOnlyList<(string Folder, string[] Uses)> Listed =
        [.. Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md")))
            .Select(row => (row.Groups["folder"].Value, row.Groups["uses"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))];

    public static TheoryData<string> Folders => [.. Listed.Select(row => row.Folder)];

    public static TheoryData<string, string> Arrows => new(Listed.SelectMany(row => row.Uses, (row, used) => (row.Folder, used)));

    [Fact]
    public void The_list_of_CONTRIBUTING_names_every_folder_of_the_module()
    {
        var folders = Module.GetTypes().Select(type => type.FullName.Split('.')).Where(name => name is ["WalmartAuth", _, _, ..]).Select(name => name[1]).Distinct();

        Assert.Equal(folders.Order(), Listed.Select(row => row.Folder).Order());
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_nothing_but_what_the_list_says(string folder)
    {
        var allowed = Listed.Single(row => row.Folder == folder).Uses;
        string[] forbidden = [.. Listed.Select(row => row.Folder).Where(other => other != folder && !allowed.Contains(other)).SelectMany(Names)];

        AssertNoneDependsOn(folder, forbidden);
    }

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_folder_uses_what_the_list_says(string folder, string used)
    {
        var result = In(folder).Should().NotHaveDependencyOnAny([.. Names(used)]).GetResult();

        Assert.False(result.IsSuccessful, $"{folder} does not use {used} any more: remove it from the table of CONTRIBUTING.");
    }

    [Fact]
    public void The_arrows_point_one_way()
    {
        var order = Listed.Select(row => row.Folder).ToList();

        Assert.All(Listed, row => Assert.All(row.Uses, used => Assert.True(order.IndexOf(used) > order.IndexOf(row.Folder), $"{row.Folder} uses {used}, which is above it")));
    }

    [Theory]
    [InlineData("Tokens")]
    [InlineData("Http")]
    [InlineData("Errors")]
    public void No_PowerShell_type_is_named_in(string folder) => AssertNoneDependsOn(folder, "System.Management.Automation");

    private static void AssertNoneDependsOn(string folder, params string[] names)
    {
        var result = In(folder).Should().NotHaveDependencyOnAny(names).GetResult();

        Assert.NotEmpty(result.SelectedTypesForTesting);
        Assert.True(result.IsSuccessful, string.Join('\n', result.FailingTypes.Select(type => $"{type.FullName}: {type.Explanation}")));
    }

    /// <summary>The types of a folder. Public ones are in namespace WalmartAuth; the cmdlets are the only ones that are not at the root.</summary>
    private static PredicateList In(string folder) =>
        Module.That().ResideInNamespace($"WalmartAuth.{folder}").Or().HaveName([.. PublicTypes(folder).Select(type => type.Name)]);

    private static IEnumerable<string> Names(string folder) => [$"WalmartAuth.{folder}", .. PublicTypes(folder).Select(type => type.FullName!)];

    private static IEnumerable<Type> PublicTypes(string folder)
    {
        var files = SourceFiles.Below($"src/WalmartAuth/{folder}", "*.cs").Select(Path.GetFileNameWithoutExtension);
        return typeof(WalmartSession).Assembly.GetExportedTypes().Where(type => files.Contains(type.Name));
    }

    [GeneratedRegex(@"(?m)^\| (?<folder>[A-Z][A-Za-z]+) \| [^|]+ \|(?<uses>[^|]*)\|$")]
    private static partial Regex Row();
}
