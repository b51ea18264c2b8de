using System.Management.Automation.Language;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>What each task of build.ps1 asks of dotnet. A function takes dotnet's place and writes down its arguments.</summary>
[Collection("ModuleContext")]
public sealed class BuildTaskTests : IDisposable
{
    private const string Dotnet = "function global:dotnet { $calls.Add($args -join ' '); $global:LASTEXITCODE = $code }";
    private static readonly string Script = Path.Combine(Repository.Root, "build.ps1");
    private readonly string folder = Directory.CreateTempSubdirectory("walmartauth-").FullName;
    private readonly string? modulePath = Environment.GetEnvironmentVariable("PSModulePath");
    private readonly List<string> calls = [];

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

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PSModulePath", modulePath);
        Directory.Delete(folder, recursive: true);
    }

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

        Assert.Equal(tasks.Order(), CommandLines.Select(row => row.Data.Item1).Order());
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

    [Theory]
    [InlineData("Pester")]
    [InlineData("Microsoft.PowerShell.SecretManagement")]
    [InlineData("Microsoft.PowerShell.SecretStore")]
    public void A_missing_module_is_named_with_the_command_that_installs_it(string missing)
    {
        var root = Copy();
        Directory.Delete(Path.Combine(folder, "Modules", missing), recursive: true);

        var result = Run(root, "Pester");

        Assert.Equal($"The module {missing} is needed for the Pester suite and is not installed. Install it with: Install-Module {missing} -Scope CurrentUser", result.Error.Exception.Message);
        Assert.Empty(calls);
    }

    [Fact]
    public void Publish_pushes_the_package_with_the_key_and_shows_no_key()
    {
        var shown = Run(Copy(), "Publish -Source https://gallery.example/api -ApiKey key-of-nobody").Clean;

        Assert.Equal(2, calls.Count);
        Assert.Matches(@"^nuget push \S+WalmartAuth\.\d+\.\d+\.\d+\.nupkg --source https://gallery\.example/api --api-key key-of-nobody$", calls[1]);
        Assert.DoesNotContain(shown.Output, line => line.ToString().Contains("key-of-nobody", StringComparison.Ordinal));
    }

    private ScriptResult Run(string root, string task, int code = 0)
    {
        using var host = new ModuleHost(import: false);
        Environment.SetEnvironmentVariable("PSModulePath", Path.Combine(folder, "Modules"));
        return host.Run($"{Dotnet}; & '{root}/build.ps1' -Task {task} 6>&1", ("calls", calls), ("code", code));
    }

    /// <summary>The script in a folder where the suite is one line, and modules of the names that it asks for.</summary>
    private string Copy()
    {
        var root = Path.Combine(folder, "repository");
        Directory.CreateDirectory(Path.Combine(root, "tests", "pester"));
        File.Copy(Script, Path.Combine(root, "build.ps1"));
        File.Copy(Path.Combine(Repository.Root, "WalmartAuth.psd1"), Path.Combine(root, "WalmartAuth.psd1"));
        File.WriteAllText(Path.Combine(root, "tests", "pester", "Run.ps1"), "param([string] $Configuration) [IO.File]::WriteAllText(\"$PSScriptRoot/configuration.txt\", $Configuration)");
        foreach (var name in new[] { "Pester", "Microsoft.PowerShell.SecretManagement", "Microsoft.PowerShell.SecretStore" })
        {
            var module = Directory.CreateDirectory(Path.Combine(folder, "Modules", name)).FullName;
            File.WriteAllText(Path.Combine(module, name + ".psd1"), "@{ ModuleVersion = '9.9.9' }");
        }

        return root;
    }
}
