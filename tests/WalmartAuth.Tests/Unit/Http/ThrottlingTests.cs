using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Http.RateLimiting;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>All callers of a session wait for an empty bucket before the call (contract §6).</summary>
public sealed class ThrottlingTests
{
    private static readonly (string, string)[] Empty = [("X-Current-Token-Count", "0"), ("X-Next-Replenishment-Time", "30")];
    private static readonly (string, string)[] Filled = [("X-Current-Token-Count", "5"), ("X-Next-Replenishment-Time", "30")];

    [Fact]
    public async Task The_call_after_an_emptied_bucket_waits_before_it_is_sent()
    {
        var harness = new CallHarness(CallHarness.Status(200, Empty), CallHarness.Status(200, Filled));

        await harness.SendAsync();
        Assert.Empty(harness.Clock.Delays);
        await harness.SendAsync();

        Assert.Equal([30], harness.Clock.Delays.Select(d => d.TotalSeconds));
        Assert.Equal(2, harness.Sent.Count);
        Assert.Equal(1, harness.Counters.ThrottleWaits);
        Assert.Equal(0, harness.Counters.Retries);
    }

    [Fact]
    public void An_answer_that_was_overtaken_does_not_shorten_the_wait()
    {
        static RateLimitHeaders Empty(int seconds) => new(0, TimeSpan.FromSeconds(seconds), null, IsEmpty: true);
        var bucket = new EndpointState();

        bucket.Report(Empty(60), isProbe: false, TimeSpan.Zero);
        bucket.Report(Empty(10), isProbe: false, TimeSpan.FromSeconds(1));

        Assert.Equal(59, bucket.TryEnter(TimeSpan.FromSeconds(1)).Wait.TotalSeconds);
    }

    [Fact]
    public async Task Other_endpoints_and_methods_are_not_held_up()
    {
        var harness = new CallHarness(CallHarness.Status(200, Empty));

        await harness.SendAsync(CallHarness.Request("/v3/orders"));
        await harness.SendAsync(CallHarness.Request("/v3/items"));
        await harness.SendAsync(CallHarness.Request("/v3/orders", "PUT"));

        Assert.Empty(harness.Clock.Delays);
    }

    [Fact]
    public async Task An_endpoint_is_the_path_with_its_braces()
    {
        var harness = new CallHarness(CallHarness.Status(200, Empty));

        await harness.SendAsync(CallHarness.Request("/v3/items/a") with { PathTemplate = "/v3/items/{sku}" });
        await harness.SendAsync(CallHarness.Request("/v3/items/b") with { PathTemplate = "/v3/items/{sku}" });

        Assert.Equal([30], harness.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task A_wait_for_the_bucket_beyond_MaximumWaitSec_fails_at_once_and_says_until_when()
    {
        var harness = new CallHarness(CallHarness.Status(200, ("X-Current-Token-Count", "0"), ("X-Next-Replenishment-Time", "3600")));
        await harness.SendAsync();

        var error = await harness.FailAsync();

        Assert.Equal(WalmartErrorId.Throttled, error.ErrorId);
        Assert.Contains("2026-11-23 13:00:00 UTC", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", error.Message, StringComparison.Ordinal);
        Assert.Single(harness.Sent);
        Assert.Empty(harness.Clock.Delays);
    }

    [Fact]
    public async Task After_the_wait_one_caller_goes_first_and_the_others_follow_on_its_answer()
    {
        var probe = new TaskCompletionSource<HttpResponseMessage>();
        var arrived = new TaskCompletionSource();
        var calls = 0;
        var harness = new CallHarness((_, _) =>
        {
            switch (Interlocked.Increment(ref calls))
            {
                case 1:
                    return Task.FromResult(CallHarness.Status(200, Empty)());
                case 2:
                    arrived.SetResult();
                    return probe.Task;
                default:
                    return Task.FromResult(CallHarness.Status(200, Filled)());
            }
        });
        await harness.SendAsync();
        harness.Clock.AdvancesByItself = false;

        var callers = Enumerable.Range(0, 10).Select(_ => harness.SendAsync()).ToArray();
        Assert.Single(harness.Sent);
        harness.Clock.Advance(TimeSpan.FromSeconds(30));
        await arrived.Task;
        var late = harness.SendAsync();

        Assert.Equal(2, harness.Sent.Count);
        Assert.False(late.IsCompleted);
        probe.SetResult(CallHarness.Status(200, Filled)());
        await Task.WhenAll(callers.Append(late));
        Assert.Equal(12, harness.Sent.Count);
    }

    [Fact]
    public async Task A_probe_that_gets_no_answer_lets_the_next_one_try()
    {
        var harness = new CallHarness(CallHarness.Status(200, Empty), () => throw new HttpRequestException("broken"), CallHarness.Status(200, Filled));
        await harness.SendAsync();

        await harness.FailAsync(CallHarness.Request() with { Retry = new RetryPolicy { MaximumRetryCount = 0 } });
        await harness.SendAsync().WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        Assert.Equal(3, harness.Sent.Count);
    }

    [Fact]
    public async Task A_straggler_does_not_take_the_probes_place()
    {
        var straggler = new TaskCompletionSource<HttpResponseMessage>();
        var probe = new TaskCompletionSource<HttpResponseMessage>();
        var answers = new Queue<Task<HttpResponseMessage>>(
        [
            straggler.Task,
            Task.FromResult(CallHarness.Status(200, Empty)()),
            probe.Task,
            Task.FromResult(CallHarness.Status(200, Filled)()),
        ]);
        var harness = new CallHarness((_, _) => answers.Dequeue());
        var slow = harness.SendAsync();
        await harness.SendAsync();

        harness.Clock.Advance(TimeSpan.FromSeconds(30));
        var first = harness.SendAsync();
        straggler.SetResult(CallHarness.Status(200, Filled)());
        await slow;
        var second = harness.SendAsync();

        Assert.Equal(3, harness.Sent.Count);
        probe.SetResult(CallHarness.Status(200, Filled)());
        await Task.WhenAll(first, second);
        Assert.Equal(4, harness.Sent.Count);
    }

    [Fact]
    public async Task What_another_host_says_of_its_limit_holds_up_nothing_at_Walmart()
    {
        var harness = new CallHarness(() => ScriptedHandler.Redirect("https://files.example/a"), CallHarness.Status(429, ("Retry-After", "600")), CallHarness.Status(200));
        await harness.FailAsync(CallHarness.Request() with { Retry = new RetryPolicy { MaximumRetryCount = 0 } });

        await harness.SendAsync();

        Assert.Empty(harness.Clock.Delays);
        Assert.Equal(3, harness.Sent.Count);
    }

    [Fact]
    public async Task A_429_without_any_time_backs_off()
    {
        var harness = new CallHarness(CallHarness.Status(429), CallHarness.Status(200));

        await harness.SendAsync();

        Assert.Equal([1], harness.Clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task One_callers_429_holds_up_the_others_too()
    {
        var calls = 0;
        var harness = new CallHarness(_ => Interlocked.Increment(ref calls) == 1 ? CallHarness.Status(429, ("Retry-After", "20"))() : ScriptedHandler.Json("{}", HttpStatusCode.OK));
        harness.Clock.AdvancesByItself = false;

        var first = harness.SendAsync();
        var second = harness.SendAsync();
        Assert.Single(harness.Sent);
        harness.Clock.Advance(TimeSpan.FromSeconds(20));
        await Task.WhenAll(first, second);

        Assert.Equal(3, harness.Sent.Count);
    }

    [Fact]
    public async Task A_deprecated_endpoint_is_one_warning_and_another_hosts_notice_is_none()
    {
        static HttpResponseMessage Deprecated() => CallHarness.Status(200, ("Deprecation", "true"))();
        var own = new CallHarness(Deprecated);
        var foreign = new CallHarness(() => ScriptedHandler.Redirect("https://files.example/a"), Deprecated);

        await own.SendAsync();
        await own.SendAsync();
        await foreign.SendAsync();

        Assert.Single(own.Activity.Lines, line => line == "GET /v3/orders is deprecated.");
        Assert.DoesNotContain(foreign.Activity.Lines, line => line.Contains("is deprecated", StringComparison.Ordinal));
    }

    [Fact]
    public void The_map_of_endpoints_does_not_grow_without_limit()
    {
        var map = new EndpointMap();
        var first = map.GetOrAdd(CallHarness.Request("/v3/orders/0"));

        Assert.Same(first, map.GetOrAdd(CallHarness.Request("/v3/ORDERS/0")));
        for (var number = 1; number <= 4096; number++)
        {
            map.GetOrAdd(CallHarness.Request($"/v3/orders/{number}"));
        }

        Assert.Same(first, map.GetOrAdd(CallHarness.Request("/v3/orders/0")));
        map.GetOrAdd(CallHarness.Request("/v3/orders/4097"));
        Assert.NotSame(first, map.GetOrAdd(CallHarness.Request("/v3/orders/0")));
    }

    [Fact]
    public void A_late_answer_of_the_probe_does_not_open_an_endpoint_that_was_emptied_again()
    {
        var bucket = new EndpointState();
        bucket.Report(new(0, TimeSpan.FromSeconds(10), null, IsEmpty: true), isProbe: false, TimeSpan.Zero);
        Assert.True(bucket.TryEnter(TimeSpan.FromSeconds(10)).IsProbe);

        bucket.Report(new(0, TimeSpan.FromSeconds(30), null, IsEmpty: true), isProbe: false, TimeSpan.FromSeconds(11));
        bucket.Report(new(5, null, null, IsEmpty: false), isProbe: true, TimeSpan.FromSeconds(12));

        Assert.Equal(29, bucket.TryEnter(TimeSpan.FromSeconds(12)).Wait.TotalSeconds);
    }

    [Fact]
    public void A_probe_at_the_very_end_of_the_wait_opens_the_endpoint()
    {
        var bucket = new EndpointState();
        bucket.Report(new(0, TimeSpan.FromSeconds(10), null, IsEmpty: true), isProbe: false, TimeSpan.Zero);
        Assert.True(bucket.TryEnter(TimeSpan.FromSeconds(10)).IsProbe);

        bucket.Report(new(5, null, null, IsEmpty: false), isProbe: true, TimeSpan.FromSeconds(10));

        Assert.Equal(default, bucket.TryEnter(TimeSpan.FromSeconds(10)));
        Assert.Equal(default, bucket.TryEnter(TimeSpan.FromSeconds(11)));
    }
}
