using System.Management.Automation;
using System.Net;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>-Until: a call that is repeated until its response meets the condition.</summary>
[Collection("ModuleContext")]
public sealed class UntilTests : IDisposable
{
    private const string Done = "-Until { $_.feedStatus -in 'PROCESSED', 'ERROR' }";

    private readonly ScriptedHost host;
    private readonly List<Func<SentRequest, HttpResponseMessage>> script = [];
    private Func<SentRequest, HttpResponseMessage> answer = _ => Feed("INPROGRESS");

    public UntilTests()
    {
        host = new ScriptedHost(request => !request.Address.AbsolutePath.StartsWith("/v3/feeds", StringComparison.Ordinal) ? null : Next()(request)).Connect();
        script.AddRange([_ => Feed("RECEIVED"), _ => Feed("INPROGRESS"), _ => Feed("PROCESSED")]);
    }

    private int Polls => host.Network.Sent.Count(r => r.Address.AbsolutePath.StartsWith("/v3/feeds", StringComparison.Ordinal));

    private IEnumerable<double> Waits => host.Clock.Delays.Select(d => d.TotalSeconds);

    public void Dispose() => host.Dispose();

    [Fact]
    public void The_call_is_made_every_15_seconds_until_the_block_is_true_and_the_last_answer_is_written_once()
    {
        var result = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done}");

        Assert.Equal("PROCESSED", result.Single.Properties["feedStatus"].Value);
        Assert.Equal(3, Polls);
        Assert.Equal([15, 15], Waits);
    }

    [Fact]
    public void An_answer_that_is_right_at_once_costs_one_call_and_no_wait()
    {
        Answer(_ => Feed("PROCESSED"));

        host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done}").ThrowOnError();

        Assert.Equal(1, Polls);
        Assert.Empty(Waits);
    }

    [Fact]
    public void The_interval_can_be_chosen()
    {
        host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -PollIntervalSec 40").ThrowOnError();

        Assert.Equal([40, 40], Waits);
    }

    [Theory]
    [InlineData("-Raw -Until { $_ -is [string] -and $_ -match 'PROCESSED' }", "{ $_ -match 'PROCESSED' }")]
    [InlineData("-AsHashtable -Until { $_ -is [hashtable] -and $_['feedStatus'] -eq 'PROCESSED' }", "{ $_['feedStatus'] -eq 'PROCESSED' }")]
    [InlineData("-AsResponse -Until { $_.StatusCode -eq 200 -and $_.Content.feedStatus -eq 'PROCESSED' }", "{ $_.Content.feedStatus -eq 'PROCESSED' }")]
    [InlineData("-AsResult -Until { $_.Succeeded -and $_.Content.feedStatus -eq 'PROCESSED' }", "{ $_.Content.feedStatus -eq 'PROCESSED' }")]
    [InlineData("-Session * -Until { $_.WalmartSession -and $_.feedStatus -eq 'PROCESSED' }", "{ $_.WalmartSession -and $_.feedStatus -eq 'PROCESSED' }")]
    public void The_block_sees_the_answer_as_it_is_written(string parameters, string written)
    {
        var result = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {parameters} | Where-Object {written}");

        Assert.NotNull(result.Single);
        Assert.Equal(3, Polls);
    }

    [Fact]
    public void The_block_runs_on_the_pipeline_thread_and_sees_the_variables_of_its_caller()
    {
        var result = host.Run("$seen = @(); $wanted = 'PROCESSED'; $null = Invoke-WalmartApi /v3/feeds/F1 -Until { $script:seen += [Environment]::CurrentManagedThreadId; $_.feedStatus -eq $wanted }; $seen.Count; ($seen -ne [Environment]::CurrentManagedThreadId).Count");

        Assert.Equal([3, 0], result.Clean.Output.Select(o => (int)o.BaseObject));
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("{ $null }")]
    [InlineData("{ $_.feedStauts }")]
    public void No_output_is_false(string block)
    {
        Assert.Equal("PollTimeout", host.Run($"Invoke-WalmartApi /v3/feeds/F1 -Until {block}").ErrorId);
    }

    [Theory]
    [InlineData("{ 'a log line'; $_.feedStatus -eq 'PROCESSED' }", "returned 2 values")]
    [InlineData("{ break }", "The script block of -Until failed")]
    [InlineData("{ throw 'not so' }", "The script block of -Until failed: not so.")]
    [InlineData("{ No-SuchCommand; $true }", "No-SuchCommand")]
    [InlineData("{ [int]$_.feedStatus }", "Cannot convert value")]
    public void A_block_that_fails_is_the_error_of_its_input_and_ends_the_polling(string block, string says)
    {
        var result = host.Run($"$ErrorActionPreference = 'Continue'; [pscustomobject]@{{ id = 'F1' }}, [pscustomobject]@{{ id = 'F2' }} | Invoke-WalmartApi '/v3/feeds/{{id}}' -Until {block}; $ErrorActionPreference");

        Assert.Equal(2, Polls);
        Assert.Equal("Continue", Assert.Single(result.Output).ToString());
        Assert.Equal(["(input 1: id=F1)", "(input 2: id=F2)"], result.Errors.Select(e => e.Exception.Message[^16..]));
        Assert.All(result.Errors, e => Assert.StartsWith("InvalidArgument,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.All(result.Errors, e => Assert.Contains(says, e.Exception.Message, StringComparison.Ordinal));
        Assert.All(result.Errors, e => Assert.Contains("Polling has ended.", e.Exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-Method Post -Until { $true }", "-Method Post")]
    [InlineData("-Method Options -Until { $true }", "-Method Options")]
    [InlineData("-All -Until { $true }", "-All")]
    [InlineData("-MaxPages 2 -Until { $true }", "-MaxPages")]
    [InlineData("-OutFile x -Until { $true }", "-OutFile")]
    [InlineData("-Until { $true } -PollTimeoutSec 15", "must be less than -PollTimeoutSec (15)")]
    public void What_cannot_be_combined_ends_the_statement_and_nothing_is_sent(string parameters, string says)
    {
        var result = host.Run($"1..3 | Invoke-WalmartApi /v3/feeds/F1 {parameters}");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Contains(says, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Polls);
    }

    [Fact]
    public void A_default_value_for_the_interval_means_nothing_to_a_call_without_Until()
    {
        host.Run("$PSDefaultParameterValues = @{ 'Invoke-WalmartApi:PollIntervalSec' = 30; 'Invoke-WalmartApi:PollTimeoutSec' = 20 }; Invoke-WalmartApi /v3/feeds/F1 -Method Post; $PSDefaultParameterValues = @{}").ThrowOnError();

        Assert.Equal(1, Polls);
    }

    [Fact]
    public void A_HEAD_can_be_polled_too()
    {
        Answer(_ => new HttpResponseMessage(HttpStatusCode.OK));

        Assert.Equal(200, host.Run("Invoke-WalmartApi /v3/feeds/F1 -Method Head -AsResponse -Until { $_.StatusCode -eq 200 }").Single.Properties["StatusCode"].Value);
    }

    [Fact]
    public void Too_late_is_PollTimeout_which_carries_the_last_answer_and_nothing_is_written()
    {
        script.Clear();

        var result = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -PollTimeoutSec 50");

        var error = Assert.IsType<WalmartException>(result.Error.Exception);
        Assert.Equal("PollTimeout", result.ErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, result.Error.CategoryInfo.Category);
        Assert.Equal("GET /v3/feeds/F1", result.Error.TargetObject);
        Assert.Empty(result.Output);
        Assert.Equal("INPROGRESS", ((PSObject)error.LastResponse!).Properties["feedStatus"].Value);
        Assert.Contains("-Until was not true within 50 s (-PollTimeoutSec), after 4 polls of GET /v3/feeds/F1", error.Message, StringComparison.Ordinal);
        Assert.Contains("The last response has feedStatus: INPROGRESS.", error.Message, StringComparison.Ordinal);
        Assert.Contains("LastResponse", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(50, Waits.Sum());
    }

    [Theory]
    [InlineData("{ $_.feedStauts -eq 'PROCESSED' }", "feedStauts")]
    [InlineData("{ $_.feedStatus.name -eq 'PROCESSED' -or $_.feed.status }", "feed")]
    [InlineData("{ $_.Contnt.feedStatus -eq 'PROCESSED' } -AsResponse", "Contnt")]
    [InlineData("{ $_.Content.feedStauts -eq 'PROCESSED' } -AsResponse", "feedStauts")]
    [InlineData("{ $_['x'] -or $_.feedStauts } -AsHashtable", "feedStauts")]
    public void A_misspelt_property_is_named_when_it_is_too_late(string block, string name)
    {
        script.Clear();

        Assert.Contains($"The last response has no property {name}, which -Until reads.", host.Run($"Invoke-WalmartApi /v3/feeds/F1 -Until {block}").Error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ $_.PSObject.Properties.Name -contains 'done' }", "")]
    [InlineData("{ $_.Count -gt 5 -and $_.feedStatus }", " The last response has feedStatus: INPROGRESS.")]
    [InlineData("{ $_.feedStatus -eq 'DONE' -or $_.itemsReceived -gt 5 -or $_.FeedStatus -eq 'X' }", " The last response has feedStatus: INPROGRESS, itemsReceived: 2.")]
    [InlineData("{ $_ -match 'DONE' } -Raw", "")]
    [InlineData("{ $_.feedStatus.ToUpper() -eq 'DONE' }", " The last response has feedStatus: INPROGRESS.")]
    [InlineData("{ $PSItem.feedStatus -eq 'DONE' }", " The last response has feedStatus: INPROGRESS.")]
    [InlineData("{ $name = 'feedStatus'; $_.$name -eq 'DONE' -or $_.GetType().Name -eq 'X' -or $Host.Name -eq 'X' -or [string]::Empty }", "")]
    [InlineData("{ $_.Length -gt 5 -or $_.PSObject.TypeNames.Count -gt 50 }", "")]
    [InlineData("{ $_.StatusCode -eq 201 } -AsResponse", " The last response has StatusCode: 200.")]
    public void PollTimeout_says_what_the_block_looks_at(string block, string state)
    {
        script.Clear();

        Assert.EndsWith($", Production).{state}", host.Run($"Invoke-WalmartApi /v3/feeds/F1 -Until {block}").Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PollTimeout_shows_the_beginning_of_a_long_value()
    {
        script.Clear();
        answer = _ => Feed(new string('x', 41));

        Assert.EndsWith($" The last response has feedStatus: {new string('x', 39)}….", host.Run("Invoke-WalmartApi /v3/feeds/F1 -Until { $_.feedStatus -eq 'DONE' }").Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_AsResult_too_late_is_a_result_with_the_last_answer()
    {
        script.Clear();

        var result = (WalmartResponse)host.Run($"[pscustomobject]@{{ id = 'F1' }} | Invoke-WalmartApi '/v3/feeds/{{id}}' -AsResult -Until {{ $_.Content.feedStatus -eq 'PROCESSED' }}").Single.BaseObject;

        Assert.False(result.Succeeded);
        Assert.Equal(200, result.StatusCode);
        Assert.Equal("PollTimeout", result.ErrorId);
        Assert.Equal("INPROGRESS", ((PSObject)result.Content!).Properties["feedStatus"].Value);
        Assert.Equal("F1", result.InputObject!.Properties["id"].Value);
    }

    [Fact]
    public void PollTimeoutSec_also_ends_a_pending_attempt()
    {
        host.Hold = (request, cancellation) => Polls > 1 ? host.HangAsync(cancellation) : Task.CompletedTask;
        var before = host.Clock.Monotonic;

        var result = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -PollTimeoutSec 60 -TimeoutSec 3600");

        Assert.Equal("PollTimeout", result.ErrorId);
        Assert.InRange((host.Clock.Monotonic - before).TotalSeconds, 60, 70);
        Assert.NotNull(((WalmartException)result.Error.Exception).LastResponse);
    }

    [Fact]
    public void PollTimeoutSec_also_ends_the_waits_of_a_poll()
    {
        Answer(_ => Throttled(3000));

        var result = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -PollTimeoutSec 100 -MaximumWaitSec 86400");

        Assert.Equal("PollTimeout", result.ErrorId);
        Assert.Equal(1, Polls);
    }

    [Fact]
    public void PollTimeoutSec_also_ends_the_token_request_that_a_poll_needs()
    {
        host.Clock.Advance(TimeSpan.FromHours(1));
        host.Hold = (request, cancellation) => request.Address.AbsolutePath == "/v3/token" ? host.HangAsync(cancellation) : Task.CompletedTask;

        var result = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -PollTimeoutSec 60 -TimeoutSec 3600");

        Assert.Equal("PollTimeout", result.ErrorId);
        Assert.Equal(0, Polls);
    }

    [Fact]
    public void A_session_that_is_disconnected_in_the_meantime_ends_it()
    {
        Assert.Equal("NotConnected", host.Run("Invoke-WalmartApi /v3/feeds/F1 -Until { Disconnect-Walmart *; $false }").ErrorId);
        Assert.Equal(1, Polls);
    }

    [Fact]
    public void TimeoutSec_is_for_an_attempt_and_polling_continues_after_it()
    {
        host.Hold = (request, cancellation) => Polls == 2 ? host.HangAsync(cancellation) : Task.CompletedTask;

        var result = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -TimeoutSec 20 -MaximumRetryCount 0 -Verbose");

        Assert.Equal("PROCESSED", result.Single.Properties["feedStatus"].Value);
        Assert.Contains(result.Verbose, v => v.Contains("polling continues", StringComparison.Ordinal) && v.Contains("-TimeoutSec", StringComparison.Ordinal));
    }

    [Fact]
    public void MaximumWaitSec_is_for_the_waits_of_one_poll()
    {
        Answer(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable), 4);

        host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -RetryIntervalSec 6 -MaximumWaitSec 6").ThrowOnError();

        Assert.Equal([6, 15, 6, 15], Waits);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(0)]
    public void A_poll_with_a_temporary_failure_is_verbose_and_polling_continues(int status)
    {
        foreach (var skip in new[] { "", "-SkipHttpErrorCheck" })
        {
            Answer(_ => status == 0 ? throw new HttpRequestException("it broke", new IOException("reset")) : new HttpResponseMessage((HttpStatusCode)status));

            var result = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -MaximumRetryCount 0 -Verbose {skip}");

            Assert.Equal("PROCESSED", result.Single.Properties["feedStatus"].Value);
            Assert.Empty(result.Warnings);
            Assert.Single(result.Verbose, v => v.Contains("polling continues", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void PollTimeout_contains_the_last_failure()
    {
        script.Clear();
        answer = _ => new HttpResponseMessage(HttpStatusCode.BadGateway);

        var error = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -MaximumRetryCount 0").Error.Exception;

        Assert.Contains("The last poll failed:", error.Message, StringComparison.Ordinal);
        Assert.Contains("502", error.Message, StringComparison.Ordinal);
        Assert.Null(((WalmartException)error).LastResponse);
    }

    [Theory]
    [InlineData(400, "BadRequest")]
    [InlineData(404, "NotFound")]
    [InlineData(409, "RequestFailed")]
    [InlineData(200, "InvalidResponse")]
    public void Any_other_failure_ends_it(int status, string id)
    {
        script[1] = _ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("<p>no") };

        Assert.Equal(id, host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done}").ErrorId);
        Assert.Equal(2, Polls);
    }

    [Fact]
    public void A_certificate_that_is_not_trusted_ends_it()
    {
        script[1] = _ => throw new HttpRequestException("no", new System.Security.Authentication.AuthenticationException("not trusted"));

        Assert.Equal("ConnectionFailed", host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -MaximumRetryCount 0").ErrorId);
        Assert.Equal(2, Polls);
    }

    [Fact]
    public void With_SkipHttpErrorCheck_the_block_sees_what_failed()
    {
        Answer(_ => new HttpResponseMessage(HttpStatusCode.NotFound), 2);

        Assert.Equal(200, host.Run("Invoke-WalmartApi /v3/feeds/F1 -AsResponse -SkipHttpErrorCheck -Until { $_.StatusCode -eq 200 }").Single.Properties["StatusCode"].Value);
        Assert.Equal(3, Polls);
    }

    [Fact]
    public void A_token_that_expires_in_the_meantime_is_renewed()
    {
        script.Clear();
        script.AddRange(Enumerable.Repeat<Func<SentRequest, HttpResponseMessage>>(_ => Feed("INPROGRESS"), 100));
        script.Add(_ => Feed("PROCESSED"));

        host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done}").ThrowOnError();

        Assert.InRange(host.Network.TokenCalls.Count(), 2, 4);
    }

    [Fact]
    public void Where_Walmart_says_when_the_next_call_may_come_it_does_not_come_before()
    {
        Answer(_ => Throttled(500));

        host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -MaximumRetryCount 0").ThrowOnError();

        Assert.Equal([500], Waits);
    }

    [Fact]
    public void Each_poll_has_a_correlation_id_of_its_own_unless_one_is_given()
    {
        host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done}").ThrowOnError();
        Assert.Equal(3, CorrelationIds().Distinct().Count());

        Answer(_ => Feed("INPROGRESS"), 2);
        host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -CorrelationId mine").ThrowOnError();
        Assert.Equal(["mine", "mine", "mine"], CorrelationIds().Skip(3).Take(3));
    }

    [Fact]
    public void Progress_shows_the_state_of_the_last_answer_and_goes_away()
    {
        var progress = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done}").Clean.Progress.Where(p => p.Activity.StartsWith("Waiting for", StringComparison.Ordinal)).ToList();

        Assert.Equal(["Waiting for GET /v3/feeds/F1", "Waiting for GET /v3/feeds/F1", "Waiting for -Until"], progress.Select(p => p.Activity));
        Assert.Equal(["feedStatus: RECEIVED (poll 1)", "feedStatus: INPROGRESS (poll 2)", "done"], progress.Select(p => p.StatusDescription));
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public void The_status_variable_has_the_status_of_the_last_answer()
    {
        Assert.Equal(200, host.Run($"$null = Invoke-WalmartApi /v3/feeds/F1 {Done} -StatusCodeVariable code; $code").Single.BaseObject);
    }

    [Fact]
    public async Task ThrottleLimit_counts_what_is_waited_for_and_the_output_keeps_the_order_of_the_input()
    {
        script.Clear();
        host.Clock.AdvancesByItself = false;
        var isDone = false;
        answer = request => Feed(isDone ? "PROCESSED" : "INPROGRESS", request.Address.Segments[^1]);

        var output = await host.RunAsync($"'F1', 'F2', 'F3', 'F4' | Invoke-WalmartApi '/v3/feeds/{{id}}' {Done} -ThrottleLimit 2", async _ =>
        {
            await host.Clock.WaitForDelayAsync(2);
            host.Clock.Advance(TimeSpan.FromSeconds(15));
            await host.Clock.WaitForDelayAsync(4);
            Assert.Equal(["F1", "F2"], host.Network.ApiCalls.Select(r => r.Address.Segments[^1]).Distinct().Order());
            isDone = true;
            host.Clock.Advance(TimeSpan.FromSeconds(15));
        });

        Assert.Equal(["F1", "F2", "F3", "F4"], output.Select(o => o.Properties["feedId"].Value));
    }

    [Fact]
    public void An_answer_is_looked_at_while_a_slow_pipeline_brings_the_next_input()
    {
        script.Clear();
        answer = request => Feed("PROCESSED", request.Address.Segments[^1]);

        var result = host.Run("$seen = @(); function Slow { 'F1'; 'F2'; $script:seen -join '-' }; Slow | Invoke-WalmartApi '/v3/feeds/{id}' -ThrottleLimit 8 -Until { $script:seen += $_.feedId; $true }");

        Assert.Equal(["F1", "F2", "F1-F2"], result.Clean.Output.Select(o => o.Properties["feedId"].Value));
    }

    [Fact]
    public void A_block_may_make_calls_of_its_own()
    {
        host.Run("Invoke-WalmartApi /v3/feeds/F1 -Until { $null = Invoke-WalmartApi /v3/orders; $_.feedStatus -eq 'PROCESSED' }").ThrowOnError();

        Assert.Equal(3, host.Count("/v3/orders"));
    }

    [Fact]
    public void With_AsResult_a_poll_that_fails_is_a_result_too()
    {
        script[1] = _ => new HttpResponseMessage(HttpStatusCode.NotFound);

        var result = (WalmartResponse)host.Run("Invoke-WalmartApi /v3/feeds/F1 -AsResult -Until { $_.Content.feedStatus -eq 'PROCESSED' }").Single.BaseObject;

        Assert.Equal((false, 404, "NotFound"), (result.Succeeded, result.StatusCode, result.ErrorId));
    }

    [Fact]
    public void Each_of_several_inputs_has_its_own_time_and_its_own_error()
    {
        script.Clear();
        answer = request => Feed(request.Address.Segments[^1] == "F2" ? "INPROGRESS" : "PROCESSED", request.Address.Segments[^1]);

        var result = host.Run($"'F1', 'F2', 'F3' | Invoke-WalmartApi '/v3/feeds/{{id}}' {Done}");

        Assert.Equal(["F1", "F3"], result.Output.Select(o => o.Properties["feedId"].Value));
        Assert.Equal("PollTimeout", result.ErrorId);
        Assert.EndsWith("(input 2: F2)", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_sessions_are_waited_for_at_once_and_each_row_says_whose_it_is()
    {
        script.Clear();
        answer = _ => Feed(Polls > 4 ? "PROCESSED" : "INPROGRESS");
        host.Connect("-SessionName shop-1");
        host.Connect("-SessionName shop-2");

        var output = host.Run($"Invoke-WalmartApi /v3/feeds/F1 {Done} -Session shop-* -ThrottleLimit 2").Clean.Output;

        Assert.Equal(["shop-1", "shop-2"], output.Select(o => o.Properties["WalmartSession"].Value).Order());
    }

    [Theory]
    [InlineData("Invoke-WalmartApi /v3/feeds/F1")]
    [InlineData("1..9 | Invoke-WalmartApi /v3/feeds/F1 -ThrottleLimit 3")]
    public async Task Ctrl_C_ends_it_at_once(string call)
    {
        script.Clear();
        host.Clock.AdvancesByItself = false;

        var time = TimeSpan.MaxValue;
        await host.RunAsync($"{call} {Done}", async shell =>
        {
            await host.Clock.WaitForDelayAsync(1);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            shell.Stop();
            time = watch.Elapsed;
        });

        Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_pipeline_that_has_enough_ends_the_waiting()
    {
        script.Clear();
        answer = request => Feed(request.Address.Segments[^1] == "F1" ? "PROCESSED" : "INPROGRESS");

        var result = host.Run($"function First {{ process {{ $_; break stop }} }}; :stop do {{ 'F1', 'F2' | Invoke-WalmartApi '/v3/feeds/{{id}}' {Done} | First }} while ($false)");

        Assert.NotNull(result.Single);
        Assert.Equal(1, Polls);
    }

    private static HttpResponseMessage Feed(string status, string id = "F1") => ScriptedHandler.Json($$"""{"feedId":"{{id}}","feedStatus":"{{status}}","itemsReceived":2}""");

    private static HttpResponseMessage Throttled(int seconds)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.Add("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return response;
    }

    private List<string> CorrelationIds() => [.. host.Network.ApiCalls.Select(r => r.Headers["WM_QOS.CORRELATION_ID"])];

    /// <summary>Responses that come before the usual ones.</summary>
    private void Answer(Func<SentRequest, HttpResponseMessage> first, int times = 1)
    {
        script.Clear();
        script.AddRange(Enumerable.Repeat(first, times));
        answer = _ => Feed("PROCESSED");
    }

    private Func<SentRequest, HttpResponseMessage> Next()
    {
        lock (script)
        {
            if (script.Count == 0)
            {
                return answer;
            }

            var next = script[0];
            script.RemoveAt(0);
            return next;
        }
    }
}
