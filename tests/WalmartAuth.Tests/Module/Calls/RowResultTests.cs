using System.Management.Automation;
using System.Net;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>Each piped row has its own result: an error that names it, or an object.</summary>
[Collection("ModuleContext")]
public sealed class RowResultTests : IDisposable
{
    private readonly ScriptedHost host;
    private bool rejectsCredential;

    public RowResultTests()
    {
        host = new ScriptedHost(Answer).Connect();
    }

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("[pscustomobject]@{ price = 1; sku = 'NO-1' }", "/v3/items/{sku}", "sku=NO-1")]
    [InlineData("[pscustomobject]@{ sku = 'NO-1'; price = 1 }", "/v3/items/NO-1", "sku=NO-1")]
    [InlineData("[pscustomobject]@{ list = 1, 2; empty = ''; n = 5 }", "/v3/items/NO-1", "n=5")]
    [InlineData("@{ sku = 'NO-1' }", "/v3/items/NO-1", "sku=NO-1")]
    [InlineData("'NO-1'", "/v3/items/{sku}", "NO-1")]
    [InlineData("17", "/v3/items/NO-1", "17")]
    [InlineData("[pscustomobject]@{ apiKey = 'abcdefgh'; sku = 'NO-1' }", "/v3/items/NO-1", "sku=NO-1")]
    [InlineData("[pscustomobject]@{ name = '0123456789012345678901234567890123456789' }", "/v3/items/NO-1", "name=0123456789012345678901234567890123…")]
    [InlineData("[pscustomobject]@{ name = \"a`r`nb\" }", "/v3/items/NO-1", "name=a  b")]
    public void An_error_names_the_row_by_its_number_and_first_telling_property(string row, string path, string text)
    {
        var error = host.Run($"{row} | Invoke-WalmartApi '{path}'").Error;

        Assert.EndsWith($" (input 1: {text})", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(error.Exception.Message, error.ToString());
    }

    [Fact]
    public void An_error_carries_its_row_whatever_failed()
    {
        var result = host.Run("""
            $rows = 'NO-1', 'A-1', '..', 'BROKEN' | ForEach-Object { [pscustomobject]@{ sku = $_ } }
            $rows | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 4 -MaximumRetryCount 0
            """);

        var errors = result.Errors.Select(e => Assert.IsType<WalmartException>(e.Exception, exactMatch: false)).ToArray();
        Assert.Equal([WalmartErrorId.NotFound, WalmartErrorId.InvalidArgument, WalmartErrorId.ConnectionFailed], errors.Select(e => e.ErrorId));
        Assert.Equal([1L, 3L, 4L], errors.Select(e => e.InputNumber));
        Assert.Equal(["NO-1", "..", "BROKEN"], errors.Select(e => e.InputObject!.Properties["sku"].Value.ToString()));
        Assert.Equal(404, ((WalmartApiException)errors[0]).StatusCode);
    }

    [Fact]
    public void Rows_that_fail_by_one_token_request_each_name_themselves()
    {
        host.Clock.Advance(TimeSpan.FromHours(1));
        rejectsCredential = true;

        var result = host.Run("1..4 | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 4 -MaximumRetryCount 0");

        Assert.Equal(4, result.Errors.Count);
        Assert.Equal(["(input 1: 1)", "(input 2: 2)", "(input 3: 3)", "(input 4: 4)"], result.Errors.Select(e => e.Exception.Message[^12..]));
    }

    [Fact]
    public void A_row_that_is_the_sessions_own_token_does_not_show_it()
    {
        var error = host.Run("$t = Get-WalmartToken -AsPlainText -NoMask; $t | Invoke-WalmartApi /v3/items/NO-1").Error;

        Assert.EndsWith("(input 1: ***)", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_that_throws_does_not_keep_the_error_from_coming()
    {
        var error = host.Run("$row = [pscustomobject]@{}; $row.psobject.Properties.Add([psscriptproperty]::new('sku', { throw 'no' })); $row.psobject.Properties.Add([psnoteproperty]::new('n', 5)); $row | Invoke-WalmartApi /v3/items/NO-1").Error;

        Assert.EndsWith("(input 1: n=5)", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_without_a_row_names_none()
    {
        var error = (WalmartException)host.Run("Invoke-WalmartApi /v3/items/NO-1").Error.Exception;

        Assert.DoesNotContain("input", error.Message, StringComparison.Ordinal);
        Assert.Null(error.InputObject);
        Assert.Null(error.InputNumber);
    }

    [Fact]
    public void Errors_and_warnings_begin_with_the_sessions_name()
    {
        Assert.StartsWith("ab1e: GET /v3/items/NO-1 ", host.Run("Invoke-WalmartApi /v3/items/NO-1").Error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("ab1e: There are more pages: ", Assert.Single(host.Run("Invoke-WalmartApi /v3/returns -MaxPages 1").Warnings), StringComparison.Ordinal);
        Assert.StartsWith("'..' cannot be a segment", host.Run("'..' | Invoke-WalmartApi '/v3/items/{sku}'").Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ShouldProcess_names_the_session_and_the_row()
    {
        var verbose = host.Run("[pscustomobject]@{ sku = 'A-1' }, [pscustomobject]@{ sku = 'A-2' } | Invoke-WalmartApi /v3/price -Method Put -Body { $_ } -Verbose").Clean.Verbose;

        Assert.Contains(verbose, v => v.Contains("\"ab1e: /v3/price (input 1: sku=A-1)\"", StringComparison.Ordinal));
        Assert.Contains(verbose, v => v.Contains("\"ab1e: /v3/price (input 2: sku=A-2)\"", StringComparison.Ordinal));
    }

    [Fact]
    public void AsResult_writes_one_object_for_each_input_in_order_and_no_error()
    {
        var result = host.Run("""
            'A-1', 'NO-1', '..', 'BROKEN', 'A-2' | ForEach-Object { [pscustomobject]@{ sku = $_ } } | Invoke-WalmartApi '/v3/items/{sku}' -AsResult -ThrottleLimit 4 -MaximumRetryCount 0
            """).Clean;

        var answers = result.Output.Select(o => Assert.IsType<WalmartResponse>(o.BaseObject)).ToArray();
        Assert.Equal(["A-1", "NO-1", "..", "BROKEN", "A-2"], answers.Select(a => a.InputObject!.Properties["sku"].Value.ToString()));
        Assert.Equal([true, false, false, false, true], answers.Select(a => a.Succeeded));
        Assert.Equal([200, 404, 0, 0, 200], answers.Select(a => a.StatusCode));
        Assert.Equal([null, "NotFound", "InvalidArgument", "ConnectionFailed", null], answers.Select(a => a.ErrorId));
        Assert.Contains("returned 404", answers[1].Error, StringComparison.Ordinal);
        Assert.Contains("(input 2: sku=NO-1)", answers[1].Error, StringComparison.Ordinal);
        Assert.All(answers, a => Assert.NotNull(a.Session));
        Assert.NotNull(answers[0].Content);
    }

    [Fact]
    public void AsResult_has_the_rows_whose_script_block_failed_and_the_time_to_try_again()
    {
        var result = host.Run("[pscustomobject]@{ sku = 'LIMITED' }, [pscustomobject]@{ SK = 1 } | Invoke-WalmartApi /v3/price -Method Put -Body { @{ sku = $_.sku } } -AsResult -MaximumWaitSec 0").Clean;

        var answers = result.Output.Select(o => (WalmartResponse)o.BaseObject).ToArray();
        Assert.Equal(["Throttled", "InvalidArgument"], answers.Select(a => a.ErrorId));
        Assert.Equal(429, answers[0].StatusCode);
        Assert.Equal(host.Clock.UtcNow.AddSeconds(600), answers[0].RetryAt);
    }

    [Fact]
    public void A_row_that_is_never_sent_says_when_it_may_be()
    {
        var answers = host.Run("1, 2 | Invoke-WalmartApi /v3/limited -AsResult -MaximumWaitSec 0").Clean.Output.Select(o => (WalmartResponse)o.BaseObject).ToArray();

        Assert.Equal([200, 0], answers.Select(a => a.StatusCode));
        Assert.Equal("Throttled", answers[1].ErrorId);
        Assert.NotNull(answers[1].RetryAt);
        Assert.Single(host.Network.ApiCalls);
    }

    [Fact]
    public void AsResult_with_All_writes_a_page_each_and_the_last_says_whether_all_were_read()
    {
        var good = host.Run("Invoke-WalmartApi /v3/returns -All -AsResult").Clean.Output.Select(o => (WalmartResponse)o.BaseObject).ToArray();
        Assert.Equal([null, true], good.Select(a => a.IsComplete));

        var bad = host.Run("Invoke-WalmartApi '/v3/returns?bad=1' -All -AsResult").Clean.Output.Select(o => (WalmartResponse)o.BaseObject).ToArray();
        Assert.Equal([null, false], bad.Select(a => a.IsComplete));
        Assert.Equal([true, false], bad.Select(a => a.Succeeded));
        Assert.Equal("BadRequest", bad[1].ErrorId);

        var cut = host.Run("Invoke-WalmartApi /v3/returns -MaxPages 1 -AsResult").Single;
        Assert.False(((WalmartResponse)cut.BaseObject).IsComplete);
        Assert.True(((WalmartResponse)cut.BaseObject).Succeeded);
    }

    [Fact]
    public void A_loop_is_a_result_of_its_own_after_the_rows_that_were_read()
    {
        var answers = host.Run("Invoke-WalmartApi '/v3/returns?loop=1' -All -AsResult").Clean.Output.Select(o => (WalmartResponse)o.BaseObject).ToArray();

        Assert.Equal(2, answers.Length);
        Assert.NotNull(answers[0].Content);
        Assert.Equal("PagingLoop", answers[1].ErrorId);
        Assert.False(answers[1].Succeeded);
        Assert.Null(answers[1].Content);
    }

    [Fact]
    public void SkipHttpErrorCheck_keeps_its_meaning_with_it()
    {
        var answer = (WalmartResponse)host.Run("'NO-1' | Invoke-WalmartApi '/v3/items/{sku}' -AsResult -SkipHttpErrorCheck").Single.BaseObject;

        Assert.False(answer.Succeeded);
        Assert.Equal(404, answer.StatusCode);
        Assert.NotNull(answer.Content);
    }

    private HttpResponseMessage? Answer(SentRequest request) => request.Address.AbsolutePath switch
    {
        "/v3/token" when rejectsCredential => ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API"),
        "/v3/items/BROKEN" => throw new HttpRequestException("it broke"),
        "/v3/items/NO-1" => ScriptedHandler.Error(HttpStatusCode.NotFound, "CONTENT_NOT_FOUND.GMP_ITEM_QUERY_API"),
        "/v3/limited" => UsedUp(),
        "/v3/price" when request.Body!.Contains("LIMITED", StringComparison.Ordinal) => Limited(),
        "/v3/returns" when request.Address.Query == "?loop=1" => ScriptedHandler.Json("""{"meta":{"nextCursor":"?loop=1"},"returnOrders":[1]}"""),
        "/v3/returns" when request.Address.Query == "?bad=1" => ScriptedHandler.Json("""{"meta":{"nextCursor":"?bad=2"},"returnOrders":[1]}"""),
        "/v3/returns" when request.Address.Query == "?bad=2" => ScriptedHandler.Error(HttpStatusCode.BadRequest, "INVALID_REQUEST_PARAM.GMP"),
        "/v3/returns" when request.Address.Query == "" => ScriptedHandler.Json("""{"meta":{"totalCount":2,"nextCursor":"?n=2"},"returnOrders":[1]}"""),
        "/v3/returns" => ScriptedHandler.Json("""{"meta":{"totalCount":2},"returnOrders":[2]}"""),
        _ => null,
    };

    private static HttpResponseMessage UsedUp()
    {
        var answer = ScriptedHandler.Json("{}");
        answer.Headers.TryAddWithoutValidation("X-Current-Token-Count", "0");
        answer.Headers.TryAddWithoutValidation("X-Next-Replenishment-Time", new DateTimeOffset(2026, 11, 23, 12, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        return answer;
    }

    private static HttpResponseMessage Limited()
    {
        var answer = ScriptedHandler.Error(HttpStatusCode.TooManyRequests, "REQUEST_THRESHOLD_VIOLATED.GMP_GATEWAY_API");
        answer.Headers.TryAddWithoutValidation("Retry-After", "600");
        return answer;
    }
}
