namespace WalmartAuth.Tests.Support;

/// <summary>Tests that change what the whole process shares run alone.</summary>
[CollectionDefinition("Runtime", DisableParallelization = true)]
public sealed class RuntimeCollection;
