using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>The files of the repository, without the output of builds and tools.</summary>
internal static class SourceFiles
{
    private static readonly string[] Leftovers = ["bin", "obj", "out", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "StrykerOutput", "node_modules", ".git", ".vs", ".idea"];

    /// <summary>The files below a folder of the repository, with a pattern such as <c>*.cs</c>.</summary>
    public static IEnumerable<string> Below(string folder, string pattern = "*") => Walk(Path.Combine(Repository.Root, folder), pattern);

    /// <summary>A file's path from the repository's root, with slashes.</summary>
    public static string Name(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder, string pattern) =>
        Directory.GetFiles(folder, pattern)
            .Concat(Directory.GetDirectories(folder).Where(sub => !Leftovers.Contains(Path.GetFileName(sub))).SelectMany(sub => Walk(sub, pattern)));
}
