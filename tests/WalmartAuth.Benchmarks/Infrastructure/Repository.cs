using System.Reflection;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>The location of the built module.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!);

    public static string Manifest { get; } = Path.Combine(Root, "out", "WalmartAuth", "WalmartAuth.psd1");
}
