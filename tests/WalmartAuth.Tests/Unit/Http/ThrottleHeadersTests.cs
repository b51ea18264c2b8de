using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>The replenishment time in each observed format, and Retry-After (contract §6).</summary>
public sealed class ThrottleHeadersTests
{
    // 2026-11-23 12:00:00 UTC.
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795435200);

    [Theory]
    [InlineData("1795435230000", 30)]
    [InlineData("1795435230500", 30.5)]
    [InlineData("1795435230", 30)]
    [InlineData("30", 30)]
    [InlineData("0.5", 0.5)]
    [InlineData(" 30 ", 30)]
    [InlineData("2026-11-23T12:00:30Z", 30)]
    [InlineData("2026-11-23T12:00:30.250Z", 30.25)]
    [InlineData("2026-11-23T13:00:30+01:00", 30)]
    [InlineData("2026-11-23T12:00:30", 30)]
    public void A_replenishment_time_is_read_in_every_form_and_under_both_names(string value, double seconds)
    {
        foreach (var name in new[] { "X-Next-Replenishment-Time", "x-next-replenish-time", "X-NEXT-REPLENISH-TIME" })
        {
            var read = Read((name, value), ("X-Current-Token-Count", "0"));

            Assert.Equal(TimeSpan.FromSeconds(seconds), read.ReplenishIn);
            Assert.Equal(TimeSpan.FromSeconds(seconds), read.Wait);
            Assert.Equal(0, read.Remaining);
        }
    }

    [Theory]
    [InlineData("1795435199000")]
    [InlineData("1795435199")]
    [InlineData("2026-11-23T11:59:59Z")]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("99999999")]
    [InlineData("9999999999999999999999")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("9223372036854775807")]
    [InlineData("2099-01-01T00:00:00Z")]
    [InlineData("in a while")]
    [InlineData("")]
    [InlineData(" ")]
    public void A_past_absurd_or_meaningless_time_counts_as_absent(string value)
    {
        Assert.Null(Read(("X-Next-Replenishment-Time", value)).Wait);
        Assert.Null(Read(("Retry-After", value)).Wait);
    }

    [Theory]
    [InlineData("45", 45)]
    [InlineData("Mon, 23 Nov 2026 12:00:45 GMT", 45)]
    public void Retry_After_is_read_in_both_forms_and_goes_first(string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(("Retry-After", value), ("X-Next-Replenishment-Time", "1795435230000")).Wait);

    [Fact]
    public void A_senseless_Retry_After_leaves_the_word_to_the_replenishment_time() =>
        Assert.Equal(TimeSpan.FromSeconds(30), Read(("Retry-After", "soon"), ("X-Next-Replenishment-Time", "30")).Wait);

    [Fact]
    public void Dates_are_read_by_the_gateways_clock_where_ours_is_off() =>
        Assert.Equal(TimeSpan.FromSeconds(30), Read(("Date", "Mon, 23 Nov 2026 13:00:00 GMT"), ("X-Next-Replenishment-Time", "2026-11-23T13:00:30Z")).Wait);

    [Theory]
    [InlineData("17", 17L)]
    [InlineData("-3", 0L)]
    [InlineData("many", null)]
    public void The_number_of_calls_left_is_read_where_it_is_a_number(string value, long? left) =>
        Assert.Equal(left, Read(("X-Current-Token-Count", value)).Remaining);

    [Theory]
    [InlineData(503, "5", null)]
    [InlineData(500, null, null)]
    [InlineData(503, "0", 30d)]
    [InlineData(429, "5", 30d)]
    [InlineData(429, null, 30d)]
    public void The_replenishment_time_is_waited_for_only_where_the_bucket_is_empty(int status, string? left, double? seconds)
    {
        var read = Read(status, ("X-Next-Replenishment-Time", "30"), ("X-Current-Token-Count", left ?? "unknown"));

        Assert.Equal(seconds, read.Wait?.TotalSeconds);
        Assert.Equal(TimeSpan.FromSeconds(30), read.ReplenishIn);
    }

    [Fact]
    public void The_documented_name_of_the_replenishment_time_precedes_the_other() =>
        Assert.Equal(TimeSpan.FromSeconds(30), Read(("x-next-replenish-time", "60"), ("X-Next-Replenishment-Time", "30")).Wait);

    [Theory]
    [InlineData(200, 3600)]
    [InlineData(399, 3600)]
    [InlineData(400, 86400)]
    [InlineData(429, 86400)]
    public void A_success_empties_a_bucket_for_an_hour_at_most(int status, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(status, ("X-Next-Replenishment-Time", "86400"), ("X-Current-Token-Count", "0")).ReplenishIn);

    [Fact]
    public void An_answer_that_says_nothing_says_nothing() => Assert.Same(RateLimitHeaders.None, Read());

    private static RateLimitHeaders Read(params (string Name, string Value)[] headers) => Read(429, headers);

    private static RateLimitHeaders Read(int status, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return RateLimitHeaders.Read(response.Headers, status, Now);
    }
}
