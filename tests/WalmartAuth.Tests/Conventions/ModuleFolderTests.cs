using System.Diagnostics;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>What ships: the manifest, the files, and nothing else.</summary>
public sealed class ModuleFolderTests
{
    private static readonly Assembly Module = typeof(WalmartCommand).Assembly;

    [Fact]
    public void The_manifest_exports_the_cmdlets_and_aliases_that_there_are()
    {
        var cmdlets = Module.GetTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null).ToList();

        var names = cmdlets.Select(type => type.GetCustomAttribute<CmdletAttribute>()!).Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");
        var aliases = cmdlets.SelectMany(type => type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []);
        Assert.Equal(names.Order(), Manifest("CmdletsToExport").Order());
        Assert.Equal(aliases.Order(), Manifest("AliasesToExport").Order());
        Assert.Empty(Manifest("FunctionsToExport"));
        Assert.Empty(Manifest("VariablesToExport"));
    }

    [Fact]
    public void The_manifest_takes_both_editions_and_requires_no_module()
    {
        Assert.Equal(["Core", "Desktop"], Manifest("CompatiblePSEditions").Order());
        Assert.Equal(["5.1"], Manifest("PowerShellVersion"));
        Assert.Empty(Manifest("RequiredModules"));
    }

    [Fact]
    public void The_module_folder_holds_what_ships_and_nothing_else()
    {
        var topics = SourceFiles.Below("docs", "about_*.md").Select(page => $"en-US/{Path.GetFileNameWithoutExtension(page)}.help.txt");
        string[] expected = ["WalmartAuth.dll", "WalmartAuth.psd1", "WalmartAuth.format.ps1xml", "WalmartAuth.types.ps1xml", "en-US/WalmartAuth.dll-Help.xml", .. topics];

        var found = Directory.GetFiles(Repository.Module, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Module, file).Replace('\\', '/'));

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_package_is_needed_at_run_time()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", "WalmartAuth", "WalmartAuth.csproj"));

        Assert.All(project.Descendants("PackageReference"), package => Assert.Equal("all", (string?)package.Attribute("PrivateAssets")));
        Assert.All(project.Descendants("ProjectReference"), reference => Assert.Equal("false", (string?)reference.Attribute("ReferenceOutputAssembly")));
        Assert.Equal(["netstandard", "System.Management.Automation"], Module.GetReferencedAssemblies().Select(name => name.Name).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_version_is_written_in_the_manifest_alone()
    {
        var version = Assert.Single(Manifest("ModuleVersion"));
        var whole = new Regex($@"(?<![\d.]){Regex.Escape(version)}(?![\d.]*\d)");
        string[] others = ["WalmartAuth.psd1", "CHANGELOG.md", "Directory.Packages.props"];

        var written = SourceFiles.Below("").Select(SourceFiles.Name).Except(others).Where(file => whole.IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file))));

        Assert.Empty(written);
        Assert.StartsWith(version, FileVersionInfo.GetVersionInfo(Path.Combine(Repository.Module, "WalmartAuth.dll")).ProductVersion, StringComparison.Ordinal);
    }

    /// <summary>The values of a key of the manifest that ships; none if the key is missing or an empty list.</summary>
    private static IReadOnlyList<string> Manifest(string key)
    {
        using var host = new ModuleHost(import: false);
        return host.Run($"$manifest = {File.ReadAllText(Repository.Manifest)}; $manifest['{key}']").Clean.Output.Where(value => value is not null).Select(value => value.ToString()).ToList();
    }
}
