namespace WalmartAuth.Tests.Help;

/// <summary>Tests that set environment variables, which belong to the whole process: they run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentVariables
{
    public const string Name = "Environment variables";
}
