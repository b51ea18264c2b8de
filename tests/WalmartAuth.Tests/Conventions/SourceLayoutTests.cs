using System.Text.RegularExpressions;

namespace WalmartAuth.Tests.Conventions;

/// <summary>How the sources are laid out.</summary>
public sealed partial class SourceLayoutTests
{
    private const int LongFile = 200;

    /// <summary>Types of the framework's namespaces.</summary>
    private const string Polyfills = "Polyfills.cs";

    /// <summary>Files that may be longer, and why.</summary>
    private static readonly Dictionary<string, string> LongFiles = new()
    {
        ["src/WalmartAuth/Commands/InvokeWalmartApiCommand.cs"] = "thirty parameters with their documentation",
        ["src/WalmartAuth/Requests/CallQueue.cs"] = "one state machine under one lock",
        ["src/WalmartAuth/Tokens/TokenCacheEntry.cs"] = "one state machine under one lock",
    };

    [Fact]
    public void A_file_bears_the_name_of_its_first_type()
    {
        var wrong = from file in SourceFiles.Below("src", "*.cs")
                    let types = TopLevelType().Matches(File.ReadAllText(file)).Select(type => type.Groups["name"].Value).ToList()
                    where Path.GetFileName(file) is not ("Program.cs" or Polyfills) && types.FirstOrDefault() != Path.GetFileNameWithoutExtension(file)
                    select $"{SourceFiles.Name(file)}: {string.Join(", ", types)}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_class_is_sealed_static_or_abstract_or_has_others_derived_from_it()
    {
        var bases = SourceFiles.Below("src", "*.cs").SelectMany(file => BaseType().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value).ToHashSet();
        var open = from file in SourceFiles.Below("src", "*.cs")
                   from Match type in TopLevelType().Matches(File.ReadAllText(file))
                   where type.Groups["kind"].Value is "class" or "record" && !Closed().IsMatch(type.Groups["modifiers"].Value) && !bases.Contains(type.Groups["name"].Value)
                   select $"{SourceFiles.Name(file)}: {type.Groups["name"].Value}";

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("WalmartAuth")]
    [InlineData("WalmartAuth.Emulator")]
    public void Public_types_are_in_the_namespace_of_their_project_and_the_others_in_that_of_their_folder(string project)
    {
        var wrong = from file in SourceFiles.Below("src/" + project, "*.cs")
                    where Path.GetFileName(file) != Polyfills
                    let expected = Path.GetDirectoryName(SourceFiles.Name(file))!.Replace('\\', '/')["src/".Length..].Replace('/', '.')
                    let text = File.ReadAllText(file)
                    where !text.Contains(text.Contains("\npublic ", StringComparison.Ordinal) ? $"namespace {project};" : $"namespace {expected};", StringComparison.Ordinal)
                    select SourceFiles.Name(file);

        Assert.Empty(wrong);
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

    [GeneratedRegex(@"(?m)^(?<modifiers>(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe) )+)(?<kind>class|record struct|record|struct|interface|enum|delegate) (?<name>\w+)")]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"(?m)^[\w ]*class \w+[^:\n]*: (?<name>\w+)")]
    private static partial Regex BaseType();

    [GeneratedRegex("sealed|static|abstract")]
    private static partial Regex Closed();
}
