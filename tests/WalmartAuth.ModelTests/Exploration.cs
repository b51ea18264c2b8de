using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;

namespace WalmartAuth.ModelTests;

/// <summary>Runs a scenario in many schedules: orders of everything that its tasks do, down to single reads and writes of a field.</summary>
internal static class Exploration
{
    // Runs choose alike, so that a failure can be looked at again.
    private const uint Seed = 20261126;

    // In milliseconds; far beyond what a schedule needs, so that a slow machine reports no deadlock that is not there.
    private const uint DeadlockTimeout = 120_000;
    private const uint MaximumSteps = 20_000;

    /// <summary>Explores until a schedule fails.</summary>
    /// <param name="variant">Which copy of the sources.</param>
    /// <param name="scenario">A method of <see cref="Scenarios"/> or <see cref="SharingScenarios"/>.</param>
    /// <param name="schedules">How many schedules at most.</param>
    public static TestReport Run(string variant, string scenario, uint schedules)
    {
        var entry = typeof(Exploration).Assembly.GetType($"{typeof(Exploration).Namespace}.{variant}.TokenCacheEntry", throwOnError: true)!;
        var run = (typeof(Scenarios).GetMethod(scenario) ?? typeof(SharingScenarios).GetMethod(scenario))!.CreateDelegate<Func<Model, Task>>();
        var configuration = Configuration.Create()
            .WithTestingIterations(schedules)
            .WithRandomGeneratorSeed(Seed)
            .WithProbabilisticStrategy()
            .WithMemoryAccessRaceCheckingEnabled()
            .WithMaxSchedulingSteps(MaximumSteps)
            .WithFailureOnMaxStepsBoundEnabled()
            .WithDeadlockTimeout(DeadlockTimeout)
            .WithTelemetryEnabled(false);
        using var engine = TestingEngine.Create(configuration, () => run(new Model(clock => (ITokenCacheEntry)Activator.CreateInstance(entry, clock)!)));
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None));
        engine.Run();
        return engine.TestReport;
    }
}
