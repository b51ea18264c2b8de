namespace WalmartAuth.ModelTests;

/// <summary>Tests the tests: a copy of the sources with a bug must fail.</summary>
public sealed class SeededBugTests
{
    private const uint Schedules = 1000;

    public static TheoryData<string, string> Bugs { get; } = new()
    {
        { "NoLock", nameof(Scenarios.Cold) },
        { "NoSecondLook", nameof(Scenarios.Rejected) },
        { "NoLeave", nameof(Scenarios.AllLeave) },
        { "LeaveWithoutLock", nameof(Scenarios.AllLeave) },
        { "FirstToLeaveCancels", nameof(Scenarios.OneLeaves) },
        { "CancelledRequestStaysPending", nameof(Scenarios.AllLeave) },
        { "LastToLeaveCancelsRenewal", nameof(Scenarios.RenewalWhileOneLeaves) },
        { "FailedRequestStaysPending", nameof(Scenarios.CallFails) },
        { "RejectionForgotten", nameof(Scenarios.CredentialRejected) },
        { "FailureOfStarterShared", nameof(Scenarios.StarterGivesUp) },
        { "FailureOfRenewalShared", nameof(Scenarios.RenewalFails) },
        { "ClearDoesNotClose", nameof(Scenarios.Disconnected) },
        { "ClearDoesNotFail", nameof(Scenarios.Disconnected) },
        { "ClearDoesNotCancel", nameof(Scenarios.Disconnected) },
        { "TokenAdoptedAfterClear", nameof(SharingScenarios.SharedAfterClear) },
        { "RejectedTokenAdopted", nameof(SharingScenarios.SharedAfterRejection) },
        { "RejectedTokenComesBack", nameof(SharingScenarios.SharedAfterRejection) },
        { "TokenWrittenByTwo", nameof(SharingScenarios.WriteIsStopped) },
        { "StoppedWriteLost", nameof(SharingScenarios.WriteIsStopped) },
        { "StoppedWriteHidesNewer", nameof(SharingScenarios.WriteIsStopped) },
        { "AnswerStoredAfterClear", nameof(Scenarios.Disconnected) },
    };

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_seeded_bug_is_found(string bug, string scenario)
    {
        var report = Exploration.Run(bug, scenario, Schedules);

        TestContext.Current.TestOutputHelper?.WriteLine($"Found in schedule {report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths}: {string.Join(' ', report.BugReports)}");
        Assert.Equal(1, report.NumOfFoundBugs);
    }

    [Fact]
    public void Every_seeded_bug_of_the_build_is_looked_for()
    {
        var variants = typeof(ITokenCacheEntry).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(ITokenCacheEntry)))
            .Select(type => type.Namespace!.Split('.')[^1]);

        Assert.Equal(variants.Where(variant => variant != "Unchanged").Order(), Bugs.Select(row => row.Data.Item1).Order());
    }
}
