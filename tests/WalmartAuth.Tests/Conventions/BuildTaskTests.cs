using System.Management.Automation.Language;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>The dotnet commands of each task in build.ps1. Functions replace git and dotnet, and record the arguments of dotnet.</summary>
[Collection("ModuleContext")]
public sealed class BuildTaskTests : IDisposable
{
    private const string Programs = """
        function global:dotnet {
            $calls.Add($args -join ' ')
            if ($contents.Count) {
                $tree = [IO.Path]::Combine($args[1], '..', '..')
                $null = [IO.Directory]::CreateDirectory("$tree/src/WalmartAuth")
                $null = [IO.Directory]::CreateDirectory("$tree/out/WalmartAuth")
                [IO.File]::WriteAllText("$tree/out/WalmartAuth/WalmartAuth.dll", $contents[0])
                $contents.RemoveAt(0)
            }
            foreach ($report in $args -like '-targetdir:*') {
                $folder = [IO.Directory]::CreateDirectory($report.Substring('-targetdir:'.Length))
                [IO.File]::WriteAllText([IO.Path]::Combine($folder.FullName, 'Summary.txt'), $summary)
            }
            $global:LASTEXITCODE = $code
        }
        function global:Get-Item { $args[0].Split('\')[-1] }
        function global:Set-AuthenticodeSignature {
            param($FilePath, $Certificate, $HashAlgorithm, $TimestampServer)
            $signed.Add("$([IO.Path]::GetFileName($FilePath)) $Certificate $TimestampServer")
            if ($Certificate -eq 'broken') { [pscustomobject]@{ Status = 'UnknownError'; StatusMessage = 'the chain is broken' } } else { [pscustomobject]@{ Status = 'Valid' } }
        }
        function global:git { if ($args[3] -eq 'remove') { [IO.Directory]::Delete($args[-1], $true) }; $global:LASTEXITCODE = 0 }
        """;
    private static readonly string Script = Path.Combine(Repository.Root, "build.ps1");
    private readonly string folder = Directory.CreateTempSubdirectory("walmartauth-").FullName;
    private readonly List<string> calls = [];
    private readonly List<string> signed = [];

    /// <summary>The content of WalmartAuth.dll after each build, for tests that check it.</summary>
    private readonly List<string> contents = [];

    /// <summary>What reportgenerator writes.</summary>
    private string summary = "Line coverage: 99%";

    /// <summary>Task, and its command line with {root} for the repository.</summary>
    public static TheoryData<string, string> CommandLines => new()
    {
        { "Build", "build {root} --configuration Release" },
        { "Test", "test --solution {root}/WalmartAuth.sln --configuration Release" },
        { "Tour", "run --project {root}/src/WalmartAuth.Tour --configuration Release" },
        { "Pester", "build {root} --configuration Release" },
        { "Help", "run --project {root}/src/WalmartAuth.HelpGenerator --configuration Release -- {root}/docs {root}/out/WalmartAuth/en-US" },
        { "Benchmark", "run --project {root}/tests/WalmartAuth.Benchmarks --configuration Release" },
        { "Pack", "pack {root}/src/WalmartAuth --configuration Release --output {root}/artifacts" },
        { "Publish", "pack {root}/src/WalmartAuth --configuration Release --output {root}/artifacts" },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void A_task_gives_dotnet_its_command_line(string task, string line)
    {
        var root = Copy();

        Run(root, task).ThrowOnError();

        Assert.Equal(line.Replace("{root}", root, StringComparison.Ordinal), Assert.Single(calls));
    }

    [Fact]
    public void Every_task_is_tested_here_and_every_path_in_it_exists()
    {
        var tasks = Parser.ParseFile(Script, out _, out _).ParamBlock.Parameters.Single(p => p.Name.VariablePath.UserPath == "Task").Attributes.OfType<AttributeAst>()
            .Single(a => a.TypeName.Name == "ValidateSet").PositionalArguments.Select(a => ((StringConstantExpressionAst)a).Value);
        var paths = CommandLines.SelectMany(row => row.Data.Item2.Split(' ')).Where(word => word.StartsWith("{root}", StringComparison.Ordinal) && word != "{root}/artifacts");

        Assert.Equal(tasks.Order(), CommandLines.Select(row => row.Data.Item1).Append("Coverage").Append("Reproduce").Append("Sign").Order());
        Assert.All(paths.Select(path => path.Replace("{root}", Repository.Root, StringComparison.Ordinal)), path => Assert.True(Path.Exists(path), path));
    }

    [Fact]
    public void A_failure_of_dotnet_is_the_tasks()
    {
        var result = Run(Repository.Root, "Test", code: 3);

        Assert.Equal("dotnet test failed with exit code 3.", result.Error.Exception.Message);
    }

    [Fact]
    public void Pester_runs_the_suite_on_the_build_that_was_made()
    {
        var root = Copy();

        Run(root, "Pester").ThrowOnError();

        Assert.Equal("Release", File.ReadAllText(Path.Combine(root, "tests", "pester", "configuration.txt")));
        var known = Parser.ParseFile(Path.Combine(Repository.Root, "tests", "pester", "Run.ps1"), out _, out _).ParamBlock.Parameters;
        Assert.Contains(known, parameter => parameter.Name.VariablePath.UserPath == "Configuration");
    }

    [Fact]
    public void Coverage_measures_afresh_and_shows_the_summary()
    {
        var root = Copy();
        var results = Directory.CreateDirectory(Path.Combine(root, "artifacts", "coverage"));
        var earlier = Path.Combine(results.FullName, "earlier.xml");
        File.WriteAllText(earlier, "");

        var shown = Run(root, "Coverage").Clean;

        Assert.False(File.Exists(earlier));
        Assert.StartsWith($"test --project {root}/tests/WalmartAuth.Tests --configuration Debug --coverlet ", calls[0], StringComparison.Ordinal);
        Assert.Contains(" --coverlet-include [WalmartAuth]WalmartAuth* --coverlet-exclude [WalmartAuth.Tests]WalmartAuth* ", calls[0], StringComparison.Ordinal);
        Assert.EndsWith($" --results-directory {results.FullName}", calls[0], StringComparison.Ordinal);
        Assert.Contains($" -reports:{results.FullName}/*.xml ", calls[1], StringComparison.Ordinal);
        Assert.Equal("Line coverage: 99%", shown.Output[^1].ToString());
    }

    [Fact]
    public void A_coverage_report_without_the_module_is_an_error()
    {
        summary = "  Assemblies: 0\n  Coverable lines: 0\n  Line coverage:";

        Assert.Equal("Coverage is unknown: coverlet did not measure WalmartAuth.dll.", Run(Copy(), "Coverage").Error.Exception.Message);
    }

    [Theory]
    [InlineData("1", "1", null)]
    [InlineData("1", "2", "Two clean builds of one commit differ: WalmartAuth.dll is 6B86B273FF34FCE19D6B804EFF5A3F5747ADA4EAA22F1D49C01E52DDB7875B4B and D4735E3A265E16EEE03F59718B9B5D03019C07D8B6C51F90DA3A666EEC13AB35.")]
    public void Reproduce_compares_the_builds_of_two_clean_folders(string first, string second, string? error)
    {
        contents.AddRange([first, second]);

        var result = Run(Copy(), "Reproduce");

        Assert.Equal(error, result.Thrown is null ? null : result.Error.Exception.Message);
        var builds = calls.Where(call => call.StartsWith("build ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, builds.Distinct().Count());
        Assert.All(builds, build => Assert.EndsWith("/src/WalmartAuth --configuration Release", build.Replace('\\', '/'), StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_certificate_Sign_does_nothing()
    {
        Run(Copy(), "Sign").ThrowOnError();

        Assert.Empty(calls);
        Assert.Empty(signed);
    }

    [Theory]
    [InlineData("Sign", new[] { "build" })]
    [InlineData("Pack", new[] { "build", "pack" })]
    public void With_a_certificate_every_file_of_the_module_folder_is_signed_before_it_is_packed(string task, string[] expected)
    {
        contents.Add("module");
        var root = Copy();
        Directory.CreateDirectory(Path.Combine(root, "out", "WalmartAuth"));
        File.WriteAllText(Path.Combine(root, "out", "WalmartAuth", "WalmartAuth.psd1"), "");

        Run(root, $"{task} -CertificateThumbprint 0123 -TimestampServer https://time.example").ThrowOnError();

        Assert.Equal(["WalmartAuth.dll 0123 https://time.example", "WalmartAuth.psd1 0123 https://time.example"], signed.Order(StringComparer.Ordinal));
        Assert.Equal(expected, calls.Select(call => call.Split(' ')[0]));
        Assert.Equal(task == "Pack", calls[^1].EndsWith(" --no-build", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_cannot_be_signed_is_an_error()
    {
        contents.Add("module");

        var error = Run(Copy(), "Sign -CertificateThumbprint broken").Error;

        Assert.EndsWith("WalmartAuth.dll could not be signed: the chain is broken", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Publish_pushes_the_package_with_the_key_and_shows_no_key()
    {
        var shown = Run(Copy(), "Publish -Source https://gallery.example/api -ApiKey key-of-nobody").Clean;

        Assert.Equal(2, calls.Count);
        Assert.Matches(@"^nuget push \S+WalmartAuth\.\d+\.\d+\.\d+(-\w+)?\.nupkg --source https://gallery\.example/api --api-key key-of-nobody$", calls[1]);
        Assert.DoesNotContain(shown.Output, line => line.ToString().Contains("key-of-nobody", StringComparison.Ordinal));
    }

    private ScriptResult Run(string root, string task, int code = 0)
    {
        using var host = new ModuleHost(import: false);
        return host.Run($"{Programs}\n& '{root}/build.ps1' -Task {task} 6>&1", ("calls", calls), ("code", code), ("contents", contents), ("signed", signed), ("summary", summary));
    }

    /// <summary>The script in a folder where the suite is one line.</summary>
    private string Copy()
    {
        var root = Path.Combine(folder, "repository");
        Directory.CreateDirectory(Path.Combine(root, "tests", "pester"));
        File.Copy(Script, Path.Combine(root, "build.ps1"));
        File.Copy(Path.Combine(Repository.Root, "WalmartAuth.psd1"), Path.Combine(root, "WalmartAuth.psd1"));
        File.WriteAllText(Path.Combine(root, "tests", "pester", "Run.ps1"), "param([string] $Configuration) [IO.File]::WriteAllText(\"$PSScriptRoot/configuration.txt\", $Configuration)");

        return root;
    }
}
