using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>What is left of a call's time for waits.</summary>
public sealed class CallBudgetTests
{
    private readonly FakeClock clock = new();
    private readonly ActivityLog log = new();

    [Theory]
    [InlineData(100, 5, 60, false)]
    [InlineData(99, 5, 60, true)]
    [InlineData(100, 4, 60, true)]
    [InlineData(100, 5, 59, true)]
    [InlineData(101, 6, 61, false)]
    public void A_call_with_more_time_or_retries_or_waits_has_the_larger_budget(int timeout, int retries, int wait, bool isLarger) =>
        Assert.Equal(isLarger, Budget(100, 5, 60).IsLargerThan(Budget(timeout, retries, wait)));

    [Fact]
    public void A_wait_of_all_that_is_left_still_fits()
    {
        var budget = Budget(100, 1, 60);

        Assert.True(budget.CanRetry(TimeSpan.FromSeconds(60)));
        budget.Consume(TimeSpan.FromSeconds(1));
        Assert.False(budget.CanWait(TimeSpan.FromSeconds(60)));
        Assert.True(budget.CanWait(TimeSpan.FromSeconds(59)));
    }

    [Theory]
    [InlineData(0.999, 0)]
    [InlineData(1, 2)]
    public async Task A_wait_of_a_second_or_more_is_displayed(double seconds, int shown)
    {
        clock.AdvancesByItself = true;

        await Budget(100, 1, 60).WaitAsync(TimeSpan.FromSeconds(seconds), "the reason", TestContext.Current.CancellationToken);

        Assert.Equal(shown, log.Shown.Count);
        Assert.Single(log.Lines, line => line.EndsWith(" s: the reason.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(99, 60)]
    [InlineData(100, 60)]
    [InlineData(110, 50)]
    public async Task Waiting_for_the_attempt_of_another_call_costs_only_what_exceeds_an_attempt(int seconds, int left)
    {
        var budget = Budget(100, 1, 60);
        var other = new TaskCompletionSource();

        var waiting = budget.WaitForOtherAsync(other.Task, () => throw new InvalidOperationException("too long"), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        other.SetResult();
        await waiting.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        Assert.True(budget.CanWait(TimeSpan.FromSeconds(left)));
        Assert.False(budget.CanWait(TimeSpan.FromSeconds(left + 1)));
    }

    [Fact]
    public async Task Waiting_for_the_attempt_of_another_call_ends_after_an_attempt_and_the_waits()
    {
        var waiting = Budget(100, 1, 60).WaitForOtherAsync(new TaskCompletionSource().Task, () => new WalmartException(WalmartErrorId.Timeout, "too long"), TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromSeconds(159));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("too long", (await Assert.ThrowsAsync<WalmartException>(() => waiting.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken))).Message);
    }

    [Fact]
    public void The_error_of_a_used_up_limit_says_when_it_is_refilled()
    {
        var error = Budget(100, 1, 60).CreateExceededError(CallHarness.Request(), TimeSpan.FromMinutes(5));

        Assert.Equal(clock.UtcNow.AddMinutes(5), error.RetryAt);
        Assert.Equal("GET /v3/orders", error.Target);
    }

    private CallBudget Budget(int timeout, int retries, int wait) =>
        new(new RetryPolicy { MaximumRetryCount = retries, MaximumWait = TimeSpan.FromSeconds(wait) }, TimeSpan.FromSeconds(timeout), clock, log);
}
