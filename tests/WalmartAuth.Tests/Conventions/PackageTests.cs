using System.IO.Compression;
using System.Xml.Linq;
using WalmartAuth.Tests.Help;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>The package that build.ps1 creates, in the hosted engine: it uses only the language, .NET calls and dotnet, so it runs there too.</summary>
[Collection("ModuleContext")]
public sealed class PackageTests : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    // Packed once for both tests that check the package.
    private static readonly Lazy<string> Package = new(() => Build("Pack").Clean.Output[^1].ToString()!);

    private readonly string folder = Directory.CreateTempSubdirectory("walmartauth-").FullName;
    private readonly string? modulePath = Environment.GetEnvironmentVariable("PSModulePath");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PSModulePath", modulePath);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Pack_makes_a_package_that_imports_from_a_module_path()
    {
        var version = Path.GetFileNameWithoutExtension(Package.Value)["WalmartAuth.".Length..].Split('-')[0];
        var installed = Path.Combine(folder, "WalmartAuth", version);
        ZipFile.ExtractToDirectory(Package.Value, installed);

        using var host = new ModuleHost(import: false);
        Environment.SetEnvironmentVariable("PSModulePath", folder);
        var module = host.Run("Import-Module WalmartAuth -PassThru -ErrorAction Stop").Single;

        Assert.Equal(version, module.Properties["Version"].Value.ToString());
        Assert.Equal(installed, module.Properties["ModuleBase"].Value);
        Assert.Equal(HelpSources.Cmdlets.Keys.Order(), host.Run("(Get-Command -Module WalmartAuth -CommandType Cmdlet).Name").Clean.Output.Select(name => $"{name}").Order());
    }

    [Fact]
    public void The_package_holds_the_module_folder_and_the_tags_of_a_gallery()
    {
        using var package = ZipFile.OpenRead(Package.Value);
        var packed = package.Entries.Select(e => e.FullName)
            .Where(n => !n.StartsWith("_rels/", StringComparison.Ordinal) && !n.StartsWith("package/", StringComparison.Ordinal) && n is not ("[Content_Types].xml" or "WalmartAuth.nuspec"));
        var shipped = Directory.EnumerateFiles(Repository.Module, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.Module, f).Replace('\\', '/'));

        Assert.Equal(shipped.Order(StringComparer.Ordinal), packed.Order(StringComparer.Ordinal));
        using var stream = package.GetEntry("WalmartAuth.nuspec")!.Open();
        var specification = XDocument.Load(stream);
        var tags = specification.Descendants().Single(e => e.Name.LocalName == "tags").Value.Split(' ');
        Assert.Contains("PSModule", tags);
        Assert.Equal(HelpSources.Cmdlets.Keys.SelectMany(name => new[] { $"PSCmdlet_{name}", $"PSCommand_{name}" }).Order(), tags.Where(tag => tag.Contains("-Walmart", StringComparison.Ordinal)).Order());
        Assert.DoesNotContain(specification.Descendants(), e => e.Name.LocalName == "dependency");
    }

    [Fact]
    public void A_gallery_and_PowerShell_get_the_release_notes_of_the_changelog_and_the_prerelease_label()
    {
        using var package = ZipFile.OpenRead(Package.Value);
        using var stream = package.GetEntry("WalmartAuth.nuspec")!.Open();
        var specification = XDocument.Load(stream).Descendants().ToLookup(e => e.Name.LocalName, e => e.Value);
        var newest = File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md")).ReplaceLineEndings("\n").Split("\n## ")[1];
        var notes = newest[newest.IndexOf('\n', StringComparison.Ordinal)..].Trim();

        using var host = new ModuleHost();
        var data = host.Run("(Get-Module WalmartAuth).PrivateData.PSData; (Get-Module WalmartAuth).Version").Clean.Output;
        var manifest = (System.Collections.Hashtable)data[0].BaseObject;

        Assert.Equal(notes, specification["releaseNotes"].Single().ReplaceLineEndings("\n"));
        Assert.Equal(notes, $"{manifest["ReleaseNotes"]}".ReplaceLineEndings("\n"));
        Assert.Equal($"{data[1]}-{manifest["Prerelease"]}", specification["version"].Single());
    }

    [Fact]
    public void Publish_without_a_key_pushes_nothing_and_says_so()
    {
        Build("Publish").ThrowOnError();
    }

    private static ScriptResult Build(string task)
    {
        using var host = new ModuleHost(import: false);
        return host.Run($"& '{Path.Combine(Repository.Root, "build.ps1")}' -Task {task} -Configuration {Configuration}");
    }
}
