using System.IO.Compression;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>How often a failing call is sent, counted at the gateway (contract §5, §6).</summary>
public sealed class CallRetryTests : CallTests
{
    [Theory]
    [InlineData("Get", 500, "", 2)]
    [InlineData("Put", 502, "", 2)]
    [InlineData("Delete", 504, "", 2)]
    [InlineData("Post", 500, "", 1)]
    [InlineData("Post", 502, "", 1)]
    [InlineData("Post", 504, "", 1)]
    [InlineData("Patch", 500, "", 1)]
    [InlineData("Post", 500, "-RetryWrites", 2)]
    [InlineData("Post", 423, "", 2)]
    [InlineData("Post", 429, "", 2)]
    [InlineData("Post", 503, "", 2)]
    [InlineData("Get", 400, "", 1)]
    [InlineData("Get", 404, "", 1)]
    public void A_status_is_resent_or_not(string method, int status, string more, int received)
    {
        Gateway.Faults.Add(Fault.Status(status, "/_emulator"));

        var result = Run($"Invoke-WalmartApi /_emulator/echo -Method {method} -RetryIntervalSec 0 {more}");

        Assert.Equal(received, Calls.Count);
        Assert.Equal(received == 1 ? 1 : 0, result.Errors.Count);
        Assert.Single(Calls.Select(c => c.Headers["WM_QOS.CORRELATION_ID"]).Distinct());
    }

    [Theory]
    [InlineData("Get", FaultKind.Reset, "", 2)]
    [InlineData("Post", FaultKind.Reset, "", 1)]
    [InlineData("Post", FaultKind.HalfBody, "", 1)]
    [InlineData("Get", FaultKind.HalfBody, "", 2)]
    [InlineData("Post", FaultKind.Reset, "-RetryWrites", 2)]
    [InlineData("Patch", FaultKind.Reset, "", 1)]
    public void A_broken_connection_doubles_no_write(string method, FaultKind kind, string more, int received)
    {
        // The connection was used before: a client may treat its end like that of an idle connection.
        Run("Invoke-WalmartApi /_emulator/echo").ThrowOnError();
        Gateway.Received.Clear();
        Gateway.Faults.Add(Fault.Of(kind, "/_emulator"));

        var result = Run($"Invoke-WalmartApi /_emulator/echo -Method {method} -RetryIntervalSec 0 {more}");

        Assert.Equal(received, Calls.Count);
        if (received == 1)
        {
            Assert.Equal("ConnectionFailed", result.ErrorId);
        }
    }

    [Fact]
    public void A_feed_is_posted_once_whatever_the_gateway_says_then()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.MissingFeedId, "/v3/feeds"));

        Run("Invoke-WalmartApi /v3/feeds -Method Post -Query @{ feedType = 'item' } -Body '{}'").ThrowOnError();

        Assert.Single(Calls);
    }

    [Fact]
    public void A_write_that_times_out_is_not_resent_and_the_time_is_named()
    {
        Gateway.Faults.Hold("/_emulator");

        var result = Run("Invoke-WalmartApi /_emulator/echo -Method Post -TimeoutSec 1");

        Assert.Equal("Timeout", result.ErrorId);
        Assert.Contains("1 s", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void MaximumRetryCount_is_the_number_of_resends(int count)
    {
        Gateway.Faults.Add(Fault.Status(503, "/v3/orders").Always());

        Assert.Equal("GatewayUnavailable", Run($"Invoke-WalmartApi /v3/orders -RetryIntervalSec 0 -MaximumRetryCount {count}").ErrorId);
        Assert.Equal(count + 1, Calls.Count);
    }

    [Fact]
    public void A_stream_that_cannot_be_replayed_is_sent_once()
    {
        Gateway.Faults.Add(Fault.Status(503, "/_emulator").Always());
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write("once"u8);
        }

        packed.Position = 0;

        Run("Invoke-WalmartApi /_emulator/echo -Method Post -Body $stream -RetryWrites -RetryIntervalSec 0", ("stream", new DeflateStream(packed, CompressionMode.Decompress)));

        Assert.Equal("once", Assert.Single(Calls).Body);
    }

    [Fact]
    public void A_stream_that_can_be_replayed_is_sent_completely_on_a_retry_and_left_open()
    {
        Gateway.Faults.Add(Fault.Status(503, "/_emulator"));
        using var stream = new MemoryStream("again"u8.ToArray());

        Run("Invoke-WalmartApi /_emulator/echo -Method Post -Body $stream -RetryIntervalSec 0", ("stream", stream)).ThrowOnError();

        Assert.Equal(["again", "again"], Calls.Select(c => c.Body));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_file_is_sent_completely_on_a_retry()
    {
        Gateway.Faults.Add(Fault.Status(503, "/_emulator"));
        using var folder = new TempFolder();

        Run("Invoke-WalmartApi /_emulator/echo -Method Post -InFile $path -RetryIntervalSec 0", ("path", folder.Write("a.json", "{}"))).ThrowOnError();

        Assert.Equal(["{}", "{}"], Calls.Select(c => c.Body));
    }

    [Fact]
    public void A_revoked_token_costs_one_token_call_and_one_resend()
    {
        Gateway.RevokeAll();

        Run("Invoke-WalmartApi /v3/price -Method Put -Body @{} -SkipHttpErrorCheck").ThrowOnError();

        Assert.Equal(1, TokenCalls);
        Assert.Equal([401, 400], Calls.Select(c => c.StatusCode == 401 ? 401 : 400));
    }

    [Theory]
    [InlineData(ReplenishmentFormat.EpochMilliseconds, "X-Next-Replenishment-Time")]
    [InlineData(ReplenishmentFormat.EpochSeconds, "X-Next-Replenishment-Time")]
    [InlineData(ReplenishmentFormat.DeltaSeconds, "x-next-replenish-time")]
    [InlineData(ReplenishmentFormat.Iso8601, "x-next-replenish-time")]
    public void An_empty_bucket_keeps_the_next_call_from_being_sent_whatever_the_time_looks_like(ReplenishmentFormat format, string name)
    {
        Gateway.SetLimit("GET /v3/orders", new EndpointLimit { Size = 1, PerSecond = 0.01 });
        Gateway.Faults.Add(Fault.Of(FaultKind.ReplenishmentFormat, "/v3/orders", name) with { Format = format, Times = null });
        Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }").ThrowOnError();

        var result = Run("Invoke-WalmartApi /v3/orders -MaximumWaitSec 5");

        Assert.Equal("Throttled", result.ErrorId);
        Assert.Contains("UTC", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(Calls);
    }

    [Fact]
    public void The_bucket_is_shared_by_all_runspaces_of_a_session()
    {
        Gateway.SetLimit("GET /v3/orders", new EndpointLimit { Size = 1, PerSecond = 0.01 });
        var session = Run("Get-WalmartSession").Single;
        Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }").ThrowOnError();
        using var other = new Support.ModuleHost();

        Assert.Equal("Throttled", other.Run("Invoke-WalmartApi /v3/orders -Session $session -MaximumWaitSec 5", ("session", session)).ErrorId);
        Assert.Single(Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_Retry_After_beyond_MaximumWaitSec_fails_at_once(bool asDate)
    {
        Gateway.Faults.Add(Fault.Status(429, "/v3/items").Always(), new Fault { Kind = FaultKind.RetryAfter, Milliseconds = 3_600_000, AsDate = asDate, Times = null });

        var result = Run("Invoke-WalmartApi /v3/items");

        Assert.Equal("Throttled", result.ErrorId);
        Assert.Contains("UTC", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(Calls);
    }

    [Fact]
    public void Verbose_tells_of_every_attempt_and_wait()
    {
        Gateway.Faults.Add(Fault.Status(503, "/v3/orders"));

        var verbose = Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -RetryIntervalSec 0 -CorrelationId mine -Verbose").Clean.Verbose;

        Assert.Contains(verbose, v => v.Contains("-> 503", StringComparison.Ordinal) && v.Contains("attempt 1", StringComparison.Ordinal) && v.Contains("mine", StringComparison.Ordinal));
        Assert.Contains(verbose, v => v.Contains("Waiting 0.0 s", StringComparison.Ordinal));
        Assert.Contains(verbose, v => v.Contains("-> 200", StringComparison.Ordinal) && v.Contains("attempt 2", StringComparison.Ordinal));
    }
}
