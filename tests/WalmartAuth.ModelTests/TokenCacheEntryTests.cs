using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.None)]

namespace WalmartAuth.ModelTests;

public sealed class TokenCacheEntryTests
{
    private const uint Schedules = 150;
    private const uint SharingSchedules = 1000;

    [Theory]
    [InlineData(nameof(Scenarios.Cold))]
    [InlineData(nameof(Scenarios.Expired))]
    [InlineData(nameof(Scenarios.Rejected))]
    [InlineData(nameof(Scenarios.OneLeaves))]
    [InlineData(nameof(Scenarios.AllLeave))]
    [InlineData(nameof(Scenarios.CallFails))]
    [InlineData(nameof(Scenarios.StarterGivesUp))]
    [InlineData(nameof(Scenarios.CredentialRejected))]
    [InlineData(nameof(Scenarios.RenewalWhileOneLeaves))]
    [InlineData(nameof(Scenarios.RenewalFails))]
    [InlineData(nameof(Scenarios.Disconnected))]
    public void Every_schedule_keeps_one_request_and_gives_every_caller_a_token_or_its_own_end(string scenario)
    {
        var report = Exploration.Run("Unchanged", scenario, Schedules);

        Assert.Empty(report.BugReports);
        Assert.Equal((int)Schedules, report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths);
    }

    [Theory]
    [InlineData(nameof(SharingScenarios.SharedWhileRequested))]
    [InlineData(nameof(SharingScenarios.SharedAfterRejection))]
    [InlineData(nameof(SharingScenarios.SharedAfterClear))]
    [InlineData(nameof(SharingScenarios.WriteIsStopped))]
    public void Every_schedule_takes_no_rejected_token_and_writes_a_new_one_once(string scenario)
    {
        var report = Exploration.Run("Unchanged", scenario, SharingSchedules);

        Assert.Empty(report.BugReports);
        Assert.Equal((int)SharingSchedules, report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths);
    }
}
