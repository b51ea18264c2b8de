using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;

namespace WalmartAuth.ModelTests;

/// <summary>Runs a scenario in many schedules: different orders of everything its tasks do, down to single field reads and writes.</summary>
internal static class Exploration
{
    // Every run makes the same choices, so that a failure can be reproduced.
    private const uint Seed = 20261126;

    // In milliseconds; far more than a schedule needs, so that a slow machine does not report a false deadlock.
    private const uint DeadlockTimeout = 120_000;
    private const uint MaximumSteps = 20_000;

    /// <summary>Explores until a schedule fails.</summary>
    /// <param name="variant">Which copy of the sources.</param>
    /// <param name="scenario">A method of <see cref="Scenarios"/> or <see cref="SharingScenarios"/>.</param>
    /// <param name="schedules">The maximum number of schedules.</param>
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
