using System.Reflection;
using System.Runtime.CompilerServices;
using WalmartAuth.Emulator;
using WalmartAuth.HelpGenerator;

namespace WalmartAuth.Tests.Conventions;

/// <summary>The layout of the sources and their types.</summary>
public sealed class SourceLayoutTests
{
    private const int LongFile = 200;

    /// <summary>Files without a type of this repository: top-level statements, and types in framework namespaces.</summary>
    private static readonly string[] Others = ["Program.cs", "Polyfills.cs"];

    /// <summary>Files that may be longer, with the reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = new()
    {
        ["src/WalmartAuth/Commands/ConnectionCommand.cs"] = "twenty parameters with their documentation",
        ["src/WalmartAuth/Commands/InvokeWalmartApiCommand.cs"] = "thirty parameters with their documentation",
        ["src/WalmartAuth/Commands/TestWalmartCredentialCommand.cs"] = "five kinds of targets and one verdict",
        ["src/WalmartAuth/Common/SecretRedactor.cs"] = "one search for every form of a secret",
        ["src/WalmartAuth/Json/JsonReader.cs"] = "one grammar",
        ["src/WalmartAuth/Json/JsonWriter.cs"] = "one walk over every kind of value",
        ["src/WalmartAuth/Requests/CallQueue.cs"] = "one state machine under one lock",
        ["src/WalmartAuth/Tokens/TokenCacheEntry.cs"] = "one state machine under one lock",
    };

    /// <summary>The assemblies, named after their folders in src.</summary>
    public static TheoryData<string> Projects => [.. Assemblies.Keys];

    private static Dictionary<string, Assembly> Assemblies { get; } =
        new[] { typeof(WalmartSession).Assembly, typeof(GatewayEmulator).Assembly, typeof(HelpBuild).Assembly }.ToDictionary(assembly => assembly.GetName().Name!);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_bears_the_name_of_a_type(string project)
    {
        var types = Types(Assemblies[project]).Select(Name).ToHashSet();

        Assert.DoesNotContain(Files(project), file => !types.Contains(Path.GetFileNameWithoutExtension(file)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_class_is_sealed_static_or_abstract_or_has_others_derived_from_it(string project)
    {
        var types = Types(Assemblies[project]);
        var bases = types.Select(type => type.BaseType is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : type.BaseType).ToHashSet();

        Assert.DoesNotContain(types, type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Public_types_are_in_the_namespace_of_their_project_and_the_others_in_that_of_their_folder(string project)
    {
        var folders = Files(project).ToLookup(Path.GetFileNameWithoutExtension, file => Path.GetDirectoryName(SourceFiles.Name(file))!.Replace('\\', '/')["src/".Length..].Replace('/', '.'));
        var all = folders.SelectMany(file => file).ToHashSet();

        // A small type without a file of its own is in the file of the type that it serves.
        Assert.DoesNotContain(Types(Assemblies[project]), type => !(type.IsPublic ? type.Namespace == project : folders.Contains(Name(type)) ? folders[Name(type)].Contains(type.Namespace!) : all.Contains(type.Namespace!)));
    }

    [Fact]
    public void A_long_file_has_a_reason()
    {
        var files = SourceFiles.Below("src", "*.cs").Where(file => File.ReadLines(file).Count() > LongFile).Select(SourceFiles.Name);

        Assert.Equal(LongFiles.Keys.Order(), files.Order());
    }

    [Fact]
    public void The_build_insists_on_documentation_of_public_things()
    {
        var projects = SourceFiles.Below("src", "*.csproj").Where(file => !file.Contains("Tour", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();

        Assert.All(projects, project => Assert.Contains("<GenerateDocumentationFile>true<", project, StringComparison.Ordinal));
        Assert.DoesNotContain(SourceFiles.Below("").Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".editorconfig"), file => File.ReadAllText(file).Contains("1591", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files(string project) => SourceFiles.Below($"src/{project}", "*.cs").Where(file => !Others.Contains(Path.GetFileName(file)));

    /// <summary>The types that are not nested, in a namespace of this repository, and not made by the compiler.</summary>
    private static List<Type> Types(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => !type.IsNested && type.Namespace?.Split('.')[0] == "WalmartAuth" && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))];

    private static string Name(Type type) => type.Name.Split('`')[0];
}
