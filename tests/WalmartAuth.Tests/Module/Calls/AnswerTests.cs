using System.Collections;
using System.Management.Automation;
using WalmartAuth.Emulator;
using WalmartAuth.Http;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>How Invoke-WalmartApi processes a response.</summary>
public sealed class AnswerTests : CallTests
{
    private const string Reflect = "Invoke-WalmartApi /_emulator/reflect -Method Post";

    [Fact]
    public void JSON_becomes_objects()
    {
        var order = Run("(Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }).list.elements.order[0]").Single;

        Assert.NotNull(order.Properties["purchaseOrderId"].Value);
    }

    [Fact]
    public void An_array_is_written_row_by_row()
    {
        Assert.Equal([1L, 2L, 3L], Run($"{Reflect} -Body '[1,2,3]'").Clean.Output.Select(o => o.BaseObject));
        Assert.Empty(Run($"{Reflect} -Body '[]'").Clean.Output);
    }

    [Theory]
    [InlineData("9223372036854775807", typeof(long))]
    [InlineData("12345678901234567890123456789", null)]
    [InlineData("0.10", null)]
    [InlineData("1234567890123456.78", null)]
    public void Big_numbers_lose_nothing_on_the_way_through(string number, Type? type)
    {
        var value = Run($"({Reflect} -Body '{{\"n\":{number}}}').n").Single.BaseObject;
        Assert.True(type is null || value.GetType() == type);

        Assert.Equal($"{{\"n\":{number}}}", Run($"Invoke-WalmartApi /_emulator/reflect -Method Post -Raw -Body ({Reflect} -Body '{{\"n\":{number}}}')").Single.BaseObject);
    }

    [Fact]
    public void Raw_is_the_text_as_it_came()
    {
        Assert.Equal("{ \"a\" :1}", Run($"{Reflect} -Raw -Body '{{ \"a\" :1}}'").Single.BaseObject);
    }

    [Fact]
    public void AsHashtable_tells_names_apart_that_differ_only_in_case()
    {
        var table = (IDictionary)Run($"{Reflect} -AsHashtable -Body '{{\"a\":1,\"A\":{{\"b\":2}}}}'").Single.BaseObject;

        Assert.Equal(1L, table["a"]);
        Assert.Equal(2L, ((IDictionary)table["A"]!)["b"]);
    }

    [Fact]
    public void AsResponse_tells_status_headers_correlation_id_rate_limit_content_and_input()
    {
        Gateway.SetLimit("GET /v3/orders", new EndpointLimit { Size = 10, PerSecond = 1 });

        var response = Run("'in' | Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -AsResponse -CorrelationId mine").Single;

        Assert.Equal(200, response.Properties["StatusCode"].Value);
        Assert.Equal("mine", response.Properties["CorrelationId"].Value);
        Assert.Equal("in", response.Properties["InputObject"].Value.ToString());
        Assert.NotNull(((PSObject)response.Properties["Content"].Value).Properties["list"]);
        Assert.StartsWith("application/json", ((IReadOnlyDictionary<string, string>)response.Properties["Headers"].Value)["content-type"], StringComparison.Ordinal);
        Assert.Equal(9L, new PSObject(response.Properties["RateLimit"].Value).Properties["Remaining"].Value);
    }

    [Fact]
    public void A_correlation_id_among_the_headers_is_the_calls_own()
    {
        const string Headers = "-Headers @{ 'wm_qos.correlation_id' = 'mine' }";

        Assert.Equal("mine", Run($"Invoke-WalmartApi /v3/orders -Query @{{ limit = 1 }} -AsResponse {Headers}").Single.Properties["CorrelationId"].Value);
        Assert.Equal("mine", Assert.IsType<WalmartApiException>(Run($"Invoke-WalmartApi /v3/nothing {Headers}").Error.Exception).CorrelationId);
        Assert.All(Calls, call => Assert.Equal("mine", call.Headers["WM_QOS.CORRELATION_ID"]));
    }

    [Fact]
    public void A_206_is_a_success()
    {
        Gateway.Faults.Add(Fault.Status(206, "/v3/orders", """{"error":[{"code":"SOME_CONTENT_NOT_FOUND"}],"list":1}"""));

        Assert.Equal(1L, Run("Invoke-WalmartApi /v3/orders -StatusCodeVariable code").Single.Properties["list"].Value);
        Assert.Equal(206, Run("$code").Single.BaseObject);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Raw")]
    [InlineData("-AsHashtable")]
    public void A_204_writes_nothing(string form)
    {
        Gateway.Faults.Add(Fault.Status(204, "/v3/orders"));

        Assert.Empty(Run($"Invoke-WalmartApi /v3/orders {form}").Clean.Output);
    }

    [Fact]
    public void A_204_as_response_has_no_content()
    {
        Gateway.Faults.Add(Fault.Status(204, "/v3/orders"));

        var response = Run("Invoke-WalmartApi /v3/orders -AsResponse").Single;
        Assert.Equal(204, response.Properties["StatusCode"].Value);
        Assert.Null(response.Properties["Content"].Value);
    }

    [Fact]
    public void A_HEAD_writes_nothing_and_its_headers_can_be_had()
    {
        Assert.Empty(Run("Invoke-WalmartApi /_emulator/bytes -Query @{ count = 5000 } -Method Head -RHV headers").Clean.Output);
        Assert.Equal("5000", Run("$headers['Content-Length']").Single.BaseObject);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    [InlineData("none")]
    [InlineData("bom")]
    [InlineData("no-such-charset")]
    public void Text_is_read_in_the_charset_it_came_in(string charset)
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.Charset, "/v3/items", charset));

        var names = Run("(Invoke-WalmartApi /v3/items -Query @{ limit = 5 }).ItemResponse.productName").Clean.Output.Select(n => n.ToString()).ToArray();

        Assert.Contains("Crème brûlée torch no. 1", names);
    }

    [Fact]
    public void A_compressed_answer_reads_like_any_other()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.Gzip).Always());

        Assert.Equal(20, Run("(Invoke-WalmartApi /v3/items).ItemResponse").Clean.Output.Count);
        Assert.Contains("gzip", Calls[0].Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_no_JSON_gets_InvalidResponse_with_its_beginning()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.Html, "/v3/orders") with { StatusCode = 200 });

        var result = Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("InvalidResponse", result.ErrorId);
        Assert.Contains("<HTML><HEAD><TITLE>Access Denied", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(Calls);
    }

    [Fact]
    public void A_JSON_that_breaks_off_gets_InvalidResponse()
    {
        Gateway.Faults.Add(Fault.Status(200, "/v3/orders", "{\"list\":{"));

        Assert.Contains("{\"list\":{", Run("Invoke-WalmartApi /v3/orders").Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_JSON_says_to_save_it()
    {
        var result = Run("Invoke-WalmartApi /v3/shipping/labels/carriers/fedex/trackings/1 -Accept application/pdf");

        Assert.Equal("InvalidResponse", result.ErrorId);
        Assert.Contains("-OutFile", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void XML_becomes_a_document()
    {
        var document = Run($"{Reflect} -Body '<a><b>1</b></a>'").Single;

        Assert.Equal("1", ((System.Xml.XmlDocument)document.BaseObject).InnerText);
    }

    [Fact]
    public void Status_and_headers_land_in_the_callers_scope()
    {
        var result = Run("""
            function Inner { Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -StatusCodeVariable code -ResponseHeadersVariable headers | ForEach-Object { }; "$code $($headers['Content-Type'])" }
            Inner
            "outer: $code"
            """);

        Assert.Equal(["200 application/json; charset=utf-8", "outer: "], result.Clean.Output.Select(o => o.ToString().ToLowerInvariant()));
    }

    [Fact]
    public void SkipHttpErrorCheck_writes_the_answer_of_a_failure_with_its_status()
    {
        var result = Run("Invoke-WalmartApi /v3/items/NO-SUCH-SKU -SkipHttpErrorCheck -StatusCodeVariable code -RHV headers; $code; $headers.Count -gt 0").Clean;

        Assert.NotNull(result.Output[0].Properties["error"]);
        Assert.Equal(404, result.Output[1].BaseObject);
        Assert.Equal(true, result.Output[2].BaseObject);
    }

    [Fact]
    public void SkipHttpErrorCheck_as_response_tells_the_status()
    {
        Assert.Equal(404, Run("Invoke-WalmartApi /v3/items/NO-SUCH-SKU -SkipHttpErrorCheck -AsResponse").Single.Properties["StatusCode"].Value);
    }

    [Fact]
    public void Redirects_on_the_same_host_carry_the_token_and_a_loop_ends()
    {
        Assert.NotNull(Run("Invoke-WalmartApi /_emulator/redirect -Query @{ to = '/v3/orders?limit=1' }").Single.Properties["list"]);
        Gateway.Received.Clear();
        Gateway.Faults.Add(Fault.Status(302, "/v3/orders") with { Times = null, Headers = new Dictionary<string, string> { ["Location"] = "/v3/orders" } });

        Assert.Equal("InvalidResponse", Run("Invoke-WalmartApi /v3/orders").ErrorId);
        Assert.Equal(11, Calls.Count);
    }

    [Fact]
    public void A_redirect_to_another_host_loses_every_credential()
    {
        Run("Invoke-WalmartApi /_emulator/redirect -Query @{ to = \"$($files)_emulator/echo\" }").ThrowOnError();

        var there = Calls.Single(c => c.Site == "Files");
        Assert.DoesNotContain(there.Headers.Keys, k => k.StartsWith("WM_", StringComparison.OrdinalIgnoreCase) || k.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_write_is_not_redirected_to_another_host()
    {
        Assert.Equal("HostNotAllowed", Run("Invoke-WalmartApi /_emulator/redirect -Method Post -Query @{ status = 307; to = \"$($files)_emulator/echo\" }").ErrorId);
        Assert.DoesNotContain(Calls, c => c.Site == "Files");
    }
}
