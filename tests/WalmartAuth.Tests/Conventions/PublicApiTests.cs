using PublicApiGenerator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>The public API of the module's types changes only on purpose.</summary>
public sealed class PublicApiTests
{
    private const string Snapshot = "tests/WalmartAuth.Tests/Conventions/PublicApi.txt";

    [Fact]
    public void The_public_api_is_the_one_of_the_snapshot()
    {
        var expected = File.ReadAllLines(Path.Combine(Repository.Root, Snapshot));
        var actual = PublicApi();
        var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.txt");
        File.WriteAllText(received, string.Join('\n', actual) + "\n");

        string[] changes = [.. expected.Except(actual).Select(line => $"- {line.Trim()}"), .. actual.Except(expected).Select(line => $"+ {line.Trim()}")];
        Assert.True(
            expected.SequenceEqual(actual),
            $"""
            The public API is not the one of {Snapshot}:
            {string.Join('\n', changes.DefaultIfEmpty("the same lines in another order"))}
            If that is on purpose, say it in CHANGELOG.md and update the snapshot:
            cp "{received}" "{Path.Combine(Repository.Root, Snapshot)}"
            """);
    }

    [Fact]
    public void It_is_all_in_the_namespace_WalmartAuth()
    {
        Assert.Equal(["namespace WalmartAuth"], PublicApi().Where(line => line.StartsWith("namespace ", StringComparison.Ordinal)));
    }

    private static string[] PublicApi() =>
        typeof(WalmartSession).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
