using System.Reflection;

namespace WalmartAuth.Tests.Support;

/// <summary>The locations of the repository and the built module.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!);

    public static string Module { get; } = Path.Combine(Root, "out", "WalmartAuth");

    public static string Manifest { get; } = Path.Combine(Module, "WalmartAuth.psd1");
}
