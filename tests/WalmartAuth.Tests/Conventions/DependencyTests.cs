using System.Text.RegularExpressions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>What depends on what inside the module, as CONTRIBUTING lists it.</summary>
public sealed partial class DependencyTests
{
    private const string Module = "src/WalmartAuth";

    /// <summary>The table of CONTRIBUTING: folder to what it uses, in the table's order.</summary>
    private static readonly IReadOnlyList<(string Folder, string[] Uses)> Listed =
        [.. Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md")))
            .Select(row => (row.Groups["folder"].Value, row.Groups["uses"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))];

    [Fact]
    public void The_list_of_CONTRIBUTING_names_every_folder_of_the_module()
    {
        var folders = Sources().Select(Folder).Distinct();

        Assert.Equal(folders.Order(), Listed.Select(row => row.Folder).Order());
    }

    [Fact]
    public void Each_folder_uses_what_the_list_says_and_nothing_else()
    {
        var types = Sources().ToLookup(Folder, file => Path.GetFileNameWithoutExtension(file));
        var found = Sources().GroupBy(Folder)
            .ToDictionary(files => files.Key, files => files.SelectMany(file => Uses(File.ReadAllText(file), types)).Where(used => used != files.Key).Distinct().Order().ToArray());

        Assert.All(Listed, row => Assert.Equal((row.Folder, string.Join(", ", row.Uses.Order())), (row.Folder, string.Join(", ", found[row.Folder]))));
    }

    [Fact]
    public void The_arrows_point_one_way()
    {
        var order = Listed.Select(row => row.Folder).ToList();

        Assert.All(Listed, row => Assert.All(row.Uses, used => Assert.True(order.IndexOf(used) > order.IndexOf(row.Folder), $"{row.Folder} uses {used}, which stands above it")));
    }

    [Theory]
    [InlineData("Tokens")]
    [InlineData("Http")]
    [InlineData("Errors")]
    public void No_PowerShell_type_is_named_in(string folder)
    {
        var files = SourceFiles.Below($"{Module}/{folder}", "*.cs").ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("System.Management.Automation", StringComparison.Ordinal));
        Assert.DoesNotContain("System.Management.Automation", string.Concat(File.ReadAllText(Path.Combine(Repository.Root, Module, "WalmartAuth.csproj")).Split("<Using ")[1..]), StringComparison.Ordinal);
    }

    // Public types are at the root, and every folder may name them.
    private static IEnumerable<string> Sources() => SourceFiles.Below(Module, "*.cs").Where(file => Folder(file) != Path.GetFileName(file));

    private static string Folder(string file) => Path.GetRelativePath(Path.Combine(Repository.Root, Module), file).Replace('\\', '/').Split('/')[0];

    // By a using, or by a name that begins at the namespace WalmartAuth: Json.JsonWriter.
    private static IEnumerable<string> Uses(string source, ILookup<string, string> types)
    {
        var code = Comment().Replace(source, "");
        return Using().Matches(code).Select(match => match.Groups["folder"].Value)
            .Concat(Inline().Matches(code).Where(match => types[match.Groups["folder"].Value].Contains(match.Groups["type"].Value)).Select(match => match.Groups["folder"].Value));
    }

    [GeneratedRegex(@"(?m)^\| (?<folder>[A-Z][A-Za-z]+) \| [^|]+ \|(?<uses>[^|]*)\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"(?m)//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<!static )\bWalmartAuth\.(?<folder>[A-Z][A-Za-z]+)(?=[.;])")]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])(?<folder>[A-Z][A-Za-z]+)\.(?:[A-Z][A-Za-z]+\.)?(?<type>[A-Z][A-Za-z]+)\b")]
    private static partial Regex Inline();
}
