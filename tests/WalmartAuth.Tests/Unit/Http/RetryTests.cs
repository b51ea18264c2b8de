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
        var rig = new CallRig(CallRig.Status(status), CallRig.Status(200));
        var request = CallRig.Request(method: method) with { Retry = new RetryPolicy { RetryWrites = retryWrites } };

        if (isResent)
        {
            Assert.Equal(200, (await rig.SendAsync(request)).StatusCode);
            Assert.Equal(2, rig.Sent.Count);
            Assert.Equal(1, rig.Counters.Retries);
        }
        else
        {
            Assert.Equal(status, Assert.IsType<WalmartApiException>(await rig.FailAsync(request)).StatusCode);
            Assert.Single(rig.Sent);
            Assert.Equal(0, rig.Counters.Retries);
        }
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task A_broken_connection_earns_another_try_only_where_nothing_can_be_doubled(string method, bool retryWrites, bool isResent)
    {
        var rig = new CallRig(() => throw new HttpRequestException("broken", new SocketException((int)SocketError.ConnectionReset)), CallRig.Status(200));

        await CheckAsync(rig, method, retryWrites, isResent, WalmartErrorId.ConnectionFailed);
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task A_timeout_earns_another_try_only_where_nothing_can_be_doubled(string method, bool retryWrites, bool isResent)
    {
        var rig = new CallRig(() => throw new TaskCanceledException(), CallRig.Status(200));

        await CheckAsync(rig, method, retryWrites, isResent, WalmartErrorId.Timeout);
    }

    [Fact]
    public async Task A_body_that_breaks_off_counts_as_a_broken_connection()
    {
        var rig = new CallRig(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BreakingStream(10)) }, CallRig.Status(200));

        Assert.Equal(200, (await rig.SendAsync()).StatusCode);
        Assert.Equal(2, rig.Sent.Count);
    }

    [Fact]
    public async Task A_body_that_can_be_read_only_once_is_never_sent_again()
    {
        foreach (var status in new[] { 401, 429, 503 })
        {
            var rig = new CallRig(CallRig.Status(status), CallRig.Status(200));

            await rig.FailAsync(CallRig.Request(method: "PUT") with { Body = new RequestBody(() => new StringContent("once"), CanReplay: false), Retry = new RetryPolicy { RetryWrites = true } });

            Assert.Single(rig.Sent);
            Assert.Equal(0, rig.Tokens.Replaced);
        }
    }

    [Fact]
    public async Task A_body_is_sent_whole_every_time()
    {
        var rig = new CallRig(CallRig.Status(503), CallRig.Status(401), CallRig.Status(200));

        await rig.SendAsync(CallRig.Request(method: "POST"));

        Assert.Equal(["{}", "{}", "{}"], rig.Sent.Select(s => s.Body));
    }

    [Fact]
    public async Task A_401_earns_one_fresh_token_and_one_resend()
    {
        var rig = new CallRig(CallRig.Status(401), CallRig.Status(200));

        await rig.SendAsync(CallRig.Request(method: "POST") with { Retry = new RetryPolicy { MaximumRetryCount = 0 } });

        Assert.Equal(["first-token", "second-token"], rig.Sent.Select(s => s.Header("WM_SEC.ACCESS_TOKEN")));
    }

    [Fact]
    public async Task A_second_401_is_final()
    {
        var rig = new CallRig(CallRig.Status(401));

        var error = await rig.FailAsync();

        Assert.Equal(WalmartErrorId.TokenRejected, error.ErrorId);
        Assert.Equal(2, rig.Sent.Count);
        Assert.Equal(1, rig.Tokens.Replaced);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 6)]
    public async Task MaximumRetryCount_is_the_number_of_resends(int count, int sent)
    {
        var rig = new CallRig(CallRig.Status(503));

        await rig.FailAsync(CallRig.Request() with { Retry = new RetryPolicy { MaximumRetryCount = count } });

        Assert.Equal(sent, rig.Sent.Count);
    }

    [Fact]
    public async Task The_pauses_double_and_jitter_takes_no_more_than_half_of_them()
    {
        var longest = new CallRig(CallRig.Status(503)) { Clock = { Random = 1 } };
        var shortest = new CallRig(CallRig.Status(503)) { Clock = { Random = 0 } };

        await longest.FailAsync();
        await shortest.FailAsync();

        Assert.Equal([1, 2, 4, 8, 16], longest.Clock.Delays.Select(d => d.TotalSeconds));
        Assert.Equal([0.5, 1, 2, 4, 8], shortest.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task No_pause_is_longer_than_a_minute()
    {
        var rig = new CallRig(CallRig.Status(503)) { Clock = { Random = 1 } };

        await rig.FailAsync(CallRig.Request() with { Retry = new RetryPolicy { MaximumRetryCount = 9, MaximumWait = TimeSpan.FromHours(1) } });

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], rig.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task RetryIntervalSec_takes_the_place_of_the_growing_pause()
    {
        var rig = new CallRig(CallRig.Status(503));

        await rig.FailAsync(CallRig.Request() with { Retry = new RetryPolicy { RetryInterval = TimeSpan.FromSeconds(7) } });

        Assert.Equal([7, 7, 7, 7, 7], rig.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task What_Walmart_asks_for_goes_before_RetryIntervalSec()
    {
        var rig = new CallRig(CallRig.Status(503, ("Retry-After", "12")), CallRig.Status(200));

        await rig.SendAsync(CallRig.Request() with { Retry = new RetryPolicy { RetryInterval = TimeSpan.FromSeconds(7) } });

        Assert.Equal([12], rig.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task All_waits_together_stay_under_MaximumWaitSec()
    {
        var rig = new CallRig(CallRig.Status(503, ("Retry-After", "40")));

        await rig.FailAsync(CallRig.Request() with { Retry = new RetryPolicy { MaximumWait = TimeSpan.FromSeconds(100) } });

        Assert.Equal([40, 40], rig.Clock.Delays.Select(d => d.TotalSeconds));
        Assert.Equal(3, rig.Sent.Count);
    }

    [Theory]
    [InlineData(429, WalmartErrorId.Throttled)]
    [InlineData(503, WalmartErrorId.GatewayUnavailable)]
    public async Task A_wait_beyond_MaximumWaitSec_fails_at_once_with_the_time(int status, WalmartErrorId id)
    {
        var rig = new CallRig(CallRig.Status(status, ("Retry-After", "600")));

        var error = Assert.IsType<WalmartApiException>(await rig.FailAsync());

        Assert.Equal(id, error.ErrorId);
        Assert.Empty(rig.Clock.Delays);
        Assert.Single(rig.Sent);
        Assert.Contains("2026-11-23 12:10:00 UTC", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wait_is_said_and_shown()
    {
        var rig = new CallRig(CallRig.Status(429, ("Retry-After", "12")), CallRig.Status(200));

        await rig.SendAsync();

        Assert.Contains(rig.Activity.Lines, l => l.Contains("Waiting 12.0 s", StringComparison.Ordinal));
        Assert.Equal([false, true], rig.Activity.Shown.Select(p => p.IsDone));
        Assert.Equal(12, rig.Activity.Shown.First().SecondsLeft);
        Assert.Equal(1, rig.Counters.ThrottleWaits);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        var rig = new CallRig(CallRig.Status(429, ("Retry-After", "12"))) { Clock = { AdvancesByItself = false } };
        using var stop = new CancellationTokenSource();

        var call = rig.SendAsync(cancellation: stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(rig.Sent);
    }

    [Fact]
    public async Task TimeoutSec_is_for_one_attempt_and_named_in_the_error()
    {
        CallRig rig = null!;
        rig = new CallRig(async (_, cancellation) =>
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(9));
            await Task.Delay(Timeout.Infinite, cancellation);
            return null!;
        });

        var error = await rig.FailAsync(CallRig.Request() with { Timeout = TimeSpan.FromSeconds(9), Retry = new RetryPolicy { MaximumRetryCount = 2 } });

        Assert.Equal(WalmartErrorId.Timeout, error.ErrorId);
        Assert.Equal(3, rig.Sent.Count);
        Assert.Contains("9 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("-TimeoutSec", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeout_within_the_body_is_a_timeout_too()
    {
        CallRig rig = null!;
        rig = new CallRig(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new StallingStream(() => rig.Clock.Advance(TimeSpan.FromSeconds(9)))) });

        var error = await rig.FailAsync(CallRig.Request() with { Timeout = TimeSpan.FromSeconds(9), Retry = new RetryPolicy { MaximumRetryCount = 0 } });

        Assert.Equal(WalmartErrorId.Timeout, error.ErrorId);
    }

    [Fact]
    public async Task SkipErrorCheck_gives_the_failed_answer_after_all_resends()
    {
        var rig = new CallRig(CallRig.Status(503));

        using var response = await rig.SendAsync(CallRig.Request() with { SkipErrorCheck = true });

        Assert.Equal(503, response.StatusCode);
        Assert.Equal(6, rig.Sent.Count);
    }

    private static async Task CheckAsync(CallRig rig, string method, bool retryWrites, bool isResent, WalmartErrorId expected)
    {
        var request = CallRig.Request(method: method) with { Retry = new RetryPolicy { RetryWrites = retryWrites } };
        if (isResent)
        {
            Assert.Equal(200, (await rig.SendAsync(request)).StatusCode);
            Assert.Equal(2, rig.Sent.Count);
        }
        else
        {
            Assert.Equal(expected, (await rig.FailAsync(request)).ErrorId);
            Assert.Single(rig.Sent);
        }
    }
}
