using System.Runtime.CompilerServices;
using WalmartAuth.Sessions;

namespace WalmartAuth.Tests.Support;

/// <summary>Tests that change process-wide state run alone.</summary>
[CollectionDefinition("ModuleContext", DisableParallelization = true)]
public sealed class RuntimeCollection;

/// <summary>The process-wide state before any test.</summary>
internal static class ProcessContext
{
    private static ModuleContext own = null!;

    /// <summary>Fails if an earlier test left its own context in place, because calls would go to that test's network.</summary>
    public static void Check() => Assert.True(ReferenceEquals(own, ModuleContext.Current), "A test before this one left its own module context in place.");

    [ModuleInitializer]
    internal static void Capture() => own = ModuleContext.Current;
}
