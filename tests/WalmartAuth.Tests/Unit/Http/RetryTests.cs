using System.Net;
using System.Net.Sockets;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>Which calls are retried, how often and when (contract §5, §6).</summary>
public sealed class RetryTests
{
    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "DELETE", "POST", "PATCH"];
    private static readonly string[] Idempotent = ["GET", "HEAD", "PUT", "DELETE"];
    private static readonly int[] Always = [423, 429, 503];
    private static readonly int[] Unknown = [500, 502, 504];
    private static readonly int[] Never = [400, 403, 404, 406, 409, 413, 415, 501];

    public static TheoryData<string, int, bool, bool> Statuses()
    {
        var data = new TheoryData<string, int, bool, bool>();
        foreach (var method in Methods)
        {
            foreach (var status in Always.Concat(Unknown).Concat(Never))
            {
                foreach (var retryWrites in new[] { false, true })
                {
                    data.Add(method, status, retryWrites, Always.Contains(status) || (Unknown.Contains(status) && (retryWrites || Idempotent.Contains(method))));
                }
            }
        }

        return data;
    }

    public static TheoryData<string, bool, bool> Outcomes()
    {
        var data = new TheoryData<string, bool, bool>();
        foreach (var method in Methods)
        {
            data.Add(method, false, Idempotent.Contains(method));
            data.Add(method, true, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task An_answer_earns_another_try_by_the_table(string method, int status, bool retryWrites, bool isResent)
    {
        var harness = new CallHarness(CallHarness.Status(status), CallHarness.Status(200));
        var request = CallHarness.Request(method: method) with { Retry = new RetryPolicy { RetryWrites = retryWrites } };

        if (isResent)
        {
            Assert.Equal(200, (await harness.SendAsync(request)).StatusCode);
            Assert.Equal(2, harness.Sent.Count);
            Assert.Equal(1, harness.Counters.Retries);
        }
        else
        {
            Assert.Equal(status, Assert.IsType<WalmartApiException>(await harness.FailAsync(request)).StatusCode);
            Assert.Single(harness.Sent);
            Assert.Equal(0, harness.Counters.Retries);
        }
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task A_broken_connection_earns_another_try_only_where_nothing_can_be_doubled(string method, bool retryWrites, bool isResent)
    {
        var harness = new CallHarness(() => throw new HttpRequestException("broken", new SocketException((int)SocketError.ConnectionReset)), CallHarness.Status(200));

        await CheckAsync(harness, method, retryWrites, isResent, WalmartErrorId.ConnectionFailed);
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task A_timeout_earns_another_try_only_where_nothing_can_be_doubled(string method, bool retryWrites, bool isResent)
    {
        var harness = new CallHarness(() => throw new TaskCanceledException(), CallHarness.Status(200));

        await CheckAsync(harness, method, retryWrites, isResent, WalmartErrorId.Timeout);
    }

    [Fact]
    public async Task A_body_that_breaks_off_counts_as_a_broken_connection()
    {
        var harness = new CallHarness(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BreakingStream(10)) }, CallHarness.Status(200));

        Assert.Equal(200, (await harness.SendAsync()).StatusCode);
        Assert.Equal(2, harness.Sent.Count);
    }

    [Fact]
    public async Task A_body_that_can_be_read_only_once_is_never_sent_again()
    {
        foreach (var status in new[] { 401, 429, 503 })
        {
            var harness = new CallHarness(CallHarness.Status(status), CallHarness.Status(200));

            await harness.FailAsync(CallHarness.Request(method: "PUT") with { Body = new RequestBody(() => new StringContent("once"), CanReplay: false), Retry = new RetryPolicy { RetryWrites = true } });

            Assert.Single(harness.Sent);
            Assert.Equal(0, harness.Tokens.Replaced);
        }
    }

    [Fact]
    public async Task A_body_is_sent_completely_every_time()
    {
        var harness = new CallHarness(CallHarness.Status(503), CallHarness.Status(401), CallHarness.Status(200));

        await harness.SendAsync(CallHarness.Request(method: "POST"));

        Assert.Equal(["{}", "{}", "{}"], harness.Sent.Select(s => s.Body));
    }

    [Fact]
    public async Task A_401_earns_one_fresh_token_and_one_resend()
    {
        var harness = new CallHarness(CallHarness.Status(401), CallHarness.Status(200));

        await harness.SendAsync(CallHarness.Request(method: "POST") with { Retry = new RetryPolicy { MaximumRetryCount = 0 } });

        Assert.Equal(["first-token", "second-token"], harness.Sent.Select(s => s.Header("WM_SEC.ACCESS_TOKEN")));
    }

    [Fact]
    public async Task A_second_401_is_final()
    {
        var harness = new CallHarness(CallHarness.Status(401));

        var error = await harness.FailAsync();

        Assert.Equal(WalmartErrorId.TokenRejected, error.ErrorId);
        Assert.Equal(2, harness.Sent.Count);
        Assert.Equal(1, harness.Tokens.Replaced);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 6)]
    public async Task MaximumRetryCount_is_the_number_of_resends(int count, int sent)
    {
        var harness = new CallHarness(CallHarness.Status(503));

        await harness.FailAsync(CallHarness.Request() with { Retry = new RetryPolicy { MaximumRetryCount = count } });

        Assert.Equal(sent, harness.Sent.Count);
    }

    [Fact]
    public async Task The_pauses_double_and_jitter_takes_no_more_than_half_of_them()
    {
        var longest = new CallHarness(CallHarness.Status(503)) { Clock = { Random = 1 } };
        var shortest = new CallHarness(CallHarness.Status(503)) { Clock = { Random = 0 } };

        await longest.FailAsync();
        await shortest.FailAsync();

        Assert.Equal([1, 2, 4, 8, 16], longest.Clock.Delays.Select(d => d.TotalSeconds));
        Assert.Equal([0.5, 1, 2, 4, 8], shortest.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task No_pause_is_longer_than_a_minute()
    {
        var harness = new CallHarness(CallHarness.Status(503)) { Clock = { Random = 1 } };

        await harness.FailAsync(CallHarness.Request() with { Retry = new RetryPolicy { MaximumRetryCount = 9, MaximumWait = TimeSpan.FromHours(1) } });

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], harness.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task RetryIntervalSec_takes_the_place_of_the_growing_pause()
    {
        var harness = new CallHarness(CallHarness.Status(503));

        await harness.FailAsync(CallHarness.Request() with { Retry = new RetryPolicy { RetryInterval = TimeSpan.FromSeconds(7) } });

        Assert.Equal([7, 7, 7, 7, 7], harness.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task What_Walmart_asks_for_goes_before_RetryIntervalSec()
    {
        var harness = new CallHarness(CallHarness.Status(503, ("Retry-After", "12")), CallHarness.Status(200));

        await harness.SendAsync(CallHarness.Request() with { Retry = new RetryPolicy { RetryInterval = TimeSpan.FromSeconds(7) } });

        Assert.Equal([12], harness.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task All_waits_together_stay_under_MaximumWaitSec()
    {
        var harness = new CallHarness(CallHarness.Status(503, ("Retry-After", "40")));

        await harness.FailAsync(CallHarness.Request() with { Retry = new RetryPolicy { MaximumWait = TimeSpan.FromSeconds(100) } });

        Assert.Equal([40, 40], harness.Clock.Delays.Select(d => d.TotalSeconds));
        Assert.Equal(3, harness.Sent.Count);
    }

    [Theory]
    [InlineData(429, WalmartErrorId.Throttled)]
    [InlineData(503, WalmartErrorId.GatewayUnavailable)]
    public async Task A_wait_beyond_MaximumWaitSec_fails_at_once_with_the_time(int status, WalmartErrorId id)
    {
        var harness = new CallHarness(CallHarness.Status(status, ("Retry-After", "600")));

        var error = Assert.IsType<WalmartApiException>(await harness.FailAsync());

        Assert.Equal(id, error.ErrorId);
        Assert.Empty(harness.Clock.Delays);
        Assert.Single(harness.Sent);
        Assert.Contains("2026-11-23 12:10:00 UTC", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wait_is_said_and_shown()
    {
        var harness = new CallHarness(CallHarness.Status(429, ("Retry-After", "12")), CallHarness.Status(200));

        await harness.SendAsync();

        Assert.Contains(harness.Activity.Lines, l => l.Contains("Waiting 12.0 s", StringComparison.Ordinal));
        Assert.Equal([false, true], harness.Activity.Shown.Select(p => p.IsDone));
        Assert.Equal(12, harness.Activity.Shown.First().SecondsLeft);
        Assert.Equal(1, harness.Counters.ThrottleWaits);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        var harness = new CallHarness(CallHarness.Status(429, ("Retry-After", "12"))) { Clock = { AdvancesByItself = false } };
        using var stop = new CancellationTokenSource();

        var call = harness.SendAsync(cancellation: stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(harness.Sent);
    }

    [Fact]
    public async Task TimeoutSec_is_for_one_attempt_and_named_in_the_error()
    {
        CallHarness harness = null!;
        harness = new CallHarness(async (_, cancellation) =>
        {
            harness.Clock.Advance(TimeSpan.FromSeconds(9));
            await Task.Delay(Timeout.Infinite, cancellation);
            return null!;
        });

        var error = await harness.FailAsync(CallHarness.Request() with { Timeout = TimeSpan.FromSeconds(9), Retry = new RetryPolicy { MaximumRetryCount = 2 } });

        Assert.Equal(WalmartErrorId.Timeout, error.ErrorId);
        Assert.Equal(3, harness.Sent.Count);
        Assert.Contains("9 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("-TimeoutSec", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeout_within_the_body_is_a_timeout_too()
    {
        CallHarness harness = null!;
        harness = new CallHarness(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new StallingStream(() => harness.Clock.Advance(TimeSpan.FromSeconds(9)))) });

        var error = await harness.FailAsync(CallHarness.Request() with { Timeout = TimeSpan.FromSeconds(9), Retry = new RetryPolicy { MaximumRetryCount = 0 } });

        Assert.Equal(WalmartErrorId.Timeout, error.ErrorId);
    }

    [Fact]
    public async Task SkipErrorCheck_gives_the_failed_answer_after_all_resends()
    {
        var harness = new CallHarness(CallHarness.Status(503));

        using var response = await harness.SendAsync(CallHarness.Request() with { SkipErrorCheck = true });

        Assert.Equal(503, response.StatusCode);
        Assert.Equal(6, harness.Sent.Count);
    }

    private static async Task CheckAsync(CallHarness harness, string method, bool retryWrites, bool isResent, WalmartErrorId expected)
    {
        var request = CallHarness.Request(method: method) with { Retry = new RetryPolicy { RetryWrites = retryWrites } };
        if (isResent)
        {
            Assert.Equal(200, (await harness.SendAsync(request)).StatusCode);
            Assert.Equal(2, harness.Sent.Count);
        }
        else
        {
            Assert.Equal(expected, (await harness.FailAsync(request)).ErrorId);
            Assert.Single(harness.Sent);
        }
    }
}
