using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Http.RateLimiting;
using WalmartAuth.Requests;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>One odd response, file or date does not block a session.</summary>
public sealed class LimitTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly ApiRequest Request = new() { Method = HttpMethod.Get, Address = new Uri("https://marketplace.walmartapis.com/v3/orders"), PathTemplate = "/v3/orders", CorrelationId = "1" };
    private readonly string folder = Directory.CreateTempSubdirectory("walmart-limits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(200, "86000", 3600)]
    [InlineData(200, "600", 600)]
    [InlineData(429, "7200", 7200)]
    public void An_answer_that_succeeded_holds_an_endpoint_up_for_an_hour_at_most(int status, string replenish, int seconds)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status);
        answer.Headers.Add(HeaderNames.TokenCount, "0");
        answer.Headers.Add(HeaderNames.ReplenishmentTime, replenish);

        Assert.Equal(TimeSpan.FromSeconds(seconds), RateLimitHeaders.Read(answer.Headers, status, Now).Wait);
    }

    [Fact]
    public void A_time_beyond_the_calendar_is_its_end()
    {
        var clock = new FakeClock { UtcNow = Now };

        Assert.Equal(DateTimeOffset.MaxValue, clock.UtcAfter(DateTimeOffset.MaxValue - Now + TimeSpan.FromSeconds(10)));
        Assert.Equal(Now.AddMinutes(1), clock.UtcAfter(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Answers_that_are_read_at_once_share_one_limit_of_memory()
    {
        var budget = new ReadBudget(100);
        budget.Reserve(60, Request);

        var error = Assert.Throws<WalmartException>(() => budget.Reserve(60, Request));
        Assert.Equal(WalmartErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains("-ThrottleLimit", error.RecommendedAction, StringComparison.Ordinal);

        budget.Release(60);
        budget.Release(60);
        budget.Reserve(100, Request);
    }

    [Fact]
    public void A_file_that_is_gone_when_it_is_sent_is_a_problem_of_the_file()
    {
        var path = Path.Combine(folder, "in.json");
        File.WriteAllText(path, "{}");
        var body = RequestBodyBuilder.FromFile(path, null);
        File.Delete(path);

        Assert.Equal(WalmartErrorId.FileFailed, Assert.Throws<WalmartException>(() => body.Create()).ErrorId);
    }

    [Fact]
    public async Task A_pipe_is_opened_once_and_not_before_it_is_sent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        var pipe = Path.Combine(folder, "pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", pipe))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var body = RequestBodyBuilder.FromFile(pipe, null);
        Assert.False(body.CanReplay);

        var writing = Task.Run(() => File.WriteAllText(pipe, "sent"), TestContext.Current.CancellationToken);
        using var content = body.Create();
        Assert.Equal("sent", await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await writing;
    }

    [Fact]
    public void Dates_and_times_of_day_are_sent_in_ISO_8601()
    {
        Assert.Equal("2026-11-01", InputTemplate.ToInvariantString(new DateOnly(2026, 11, 1)));
        Assert.StartsWith("13:05:00", InputTemplate.ToInvariantString(new TimeOnly(13, 5)), StringComparison.Ordinal);
    }
}
