namespace WalmartAuth.PesterTests;

/// <summary>Every test of tests/pester as a test of this project, so that <c>dotnet test</c> runs, names and counts them.</summary>
public sealed class PesterSuiteTests
{
    public static async Task<IEnumerable<TheoryDataRow<PesterTest>>> Tests() =>
        from test in (await PesterRun.StartAsync(TestContext.Current.CancellationToken)).Tests
        select new TheoryDataRow<PesterTest>(test) { TestDisplayName = nameof(Pester), Skip = test.Result == "Skipped" ? test.Reason : null };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Tests))]
    public void Pester(PesterTest test)
    {
        if (test.Result != "Passed")
        {
            Assert.Fail(test.Reason ?? test.Result);
        }
    }
}
