namespace WalmartAuth.Tests.Support;

/// <summary>Tests that change what the whole process shares run alone.</summary>
[CollectionDefinition("ModuleContext", DisableParallelization = true)]
public sealed class RuntimeCollection;
