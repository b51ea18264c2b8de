using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>What Invoke-WalmartApi sends.</summary>
public sealed class RequestTests : CallTests
{
    [Fact]
    public void Query_values_are_escaped_lists_repeat_and_null_is_left_out()
    {
        Run("Invoke-WalmartApi '/_emulator/echo?own=1' -Query ([ordered]@{ 'a b&c' = 'x&y=z/é'; list = 1, 2; none = $null; flag = $true; when = [datetime]::new(639310320000000000, 'Utc'); amount = 1.5d })").ThrowOnError();

        Assert.Equal("own=1&a%20b%26c=x%26y%3Dz%2F%C3%A9&list=1&list=2&flag=true&when=2026-11-23T12%3A00%3A00Z&amount=1.5", Assert.Single(Calls).Query);
    }

    [Fact]
    public void Numbers_in_query_and_path_do_not_follow_the_callers_culture()
    {
        Run("[cultureinfo]::CurrentCulture = 'de-DE'; [pscustomobject]@{ n = 1.5 } | Invoke-WalmartApi '/_emulator/echo' -Query @{ n = 2.5; m = { $_.n } }").ThrowOnError();

        Assert.Equal(["m=1.5", "n=2.5"], Assert.Single(Calls).Query.Split('&').Order());
    }

    [Theory]
    [InlineData("[pscustomobject]@{ sku = 'a b/c@d?e#f%2F' }")]
    [InlineData("@{ SKU = 'a b/c@d?e#f%2F' }")]
    [InlineData("'a b/c@d?e#f%2F'")]
    public void Braces_are_filled_from_the_pipeline_object_and_escaped(string input)
    {
        Run($"{input} | Invoke-WalmartApi '/v3/items/{{sku}}' -SkipHttpErrorCheck").ThrowOnError();

        Assert.Equal("/v3/items/a%20b%2Fc%40d%3Fe%23f%252F", Assert.Single(Calls).Path);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ other = 1 }")]
    [InlineData("[pscustomobject]@{ sku = '' }")]
    [InlineData("[pscustomobject]@{ sku = 1, 2 }")]
    [InlineData("[pscustomobject]@{ sku = '..' }")]
    public void A_record_without_a_value_for_the_braces_is_an_error_and_is_not_sent(string input)
    {
        var result = Run($"{input} | Invoke-WalmartApi '/v3/items/{{sku}}'");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Empty(Calls);
    }

    [Fact]
    public void A_text_fills_one_kind_of_braces_and_not_two()
    {
        Assert.Equal("InvalidArgument", Run("'1' | Invoke-WalmartApi '/v3/{feed}/{item}'").ErrorId);
        Assert.Empty(Calls);

        Run("'1' | Invoke-WalmartApi '/v3/items/{sku}/{SKU}' -SkipHttpErrorCheck").ThrowOnError();
        Assert.Equal("/v3/items/1/1", Assert.Single(Calls).Path);
    }

    [Fact]
    public void A_path_with_braces_and_no_input_says_what_is_missing()
    {
        Assert.Contains("{sku}", Run("Invoke-WalmartApi '/v3/items/{sku}'").Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Calls);
    }

    [Theory]
    [InlineData("'{\"a\":  1}'", "{\"a\":  1}", "application/json")]
    [InlineData("'<a/>'", "<a/>", "application/xml")]
    [InlineData("([xml]'<a><b>1</b></a>')", "<a><b>1</b></a>", "application/xml")]
    [InlineData("@{ a = 1 }", "{\"a\":1}", "application/json")]
    [InlineData("([ordered]@{ s = 'é\"'; d = 1.10d; n = $null; b = $true; l = @(1, @{ x = 2 }); e = [DayOfWeek]::Monday; t = [datetime]::new(639310320000000000, 'Utc'); o = [pscustomobject]@{ y = @() } })", "{\"s\":\"é\\\"\",\"d\":1.10,\"n\":null,\"b\":true,\"l\":[1,{\"x\":2}],\"e\":\"Monday\",\"t\":\"2026-11-23T12:00:00Z\",\"o\":{\"y\":[]}}", "application/json")]
    [InlineData("@(1, 2)", "[1,2]", "application/json")]
    [InlineData("@(,1)", "[1]", "application/json")]
    [InlineData("([byte[]](65, 66))", "AB", "application/octet-stream")]
    [InlineData("{ 1; $_ }", "[1,\"in\"]", "application/json")]
    [InlineData("{ @{ a = $_ } }", "{\"a\":\"in\"}", "application/json")]
    [InlineData("([System.IO.MemoryStream]::new([byte[]](65, 66)))", "AB", "application/octet-stream")]
    public void A_body_is_sent_as_what_it_is(string body, string expected, string type)
    {
        Run($"'in' | Invoke-WalmartApi /_emulator/echo -Method Post -Body {body}").ThrowOnError();

        var call = Assert.Single(Calls);
        Assert.Equal(expected, call.Body);
        Assert.Equal(type, call.Headers["Content-Type"].Split(';')[0]);
    }

    [Fact]
    public void A_write_without_a_body_still_says_that_it_would_be_JSON()
    {
        Run("Invoke-WalmartApi /v3/reports/reportRequests -Method Post -Query @{ reportType = 'ITEM'; reportVersion = 'v4' }").ThrowOnError();

        Assert.Equal("application/json", Assert.Single(Calls).Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("-Method Get -Body @{}")]
    [InlineData("-Body 'x'")]
    [InlineData("-Form @{ a = 1 }")]
    [InlineData("-Raw -AsHashtable")]
    [InlineData("-OutFile x -Raw")]
    [InlineData("-OutFile x -All")]
    [InlineData("-OutFile x -AsResponse")]
    [InlineData("-Headers @{ 'a b' = 1 }")]
    [InlineData("-Headers @{ a = \"x`r`ny\" }")]
    [InlineData("-Headers @{ a = 'é' }")]
    [InlineData("-Method Post -Body 'x' -ContentType 'no type'")]
    public void Parameters_that_make_no_sense_together_are_refused_before_anything_is_sent(string parameters)
    {
        var result = Run($"Invoke-WalmartApi /v3/orders {parameters}");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Empty(Calls);
    }

    [Fact]
    public void A_form_has_its_file_in_a_part_named_file()
    {
        using var folder = new TempFolder();
        var path = folder.Write("feed ü.json", "{\"items\":[]}");

        var feed = Run("Invoke-WalmartApi /v3/feeds -Method Post -Query @{ feedType = 'item' } -Form @{ file = [System.IO.FileInfo]$path }", ("path", path)).Single;

        Assert.NotNull(feed.Properties["feedId"].Value);
        var call = Assert.Single(Calls);
        Assert.StartsWith("multipart/form-data", call.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("name=\"file\"; filename=", call.Body, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", call.Body, StringComparison.Ordinal);
        Assert.Contains("{\"items\":[]}", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_accepts_text_lists_and_bytes_in_addition_to_files()
    {
        Run("Invoke-WalmartApi /_emulator/echo -Method Post -Form ([ordered]@{ text = 'é'; list = 1, 2; bytes = [byte[]](65, 66) })").ThrowOnError();

        var body = Assert.Single(Calls).Body!;
        Assert.Equal(4, body.Split("Content-Disposition").Length - 1);
        Assert.Contains("\r\n\r\né\r\n", body, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nAB\r\n", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.json", "", "application/json")]
    [InlineData("a.xml", "", "application/xml")]
    [InlineData("a.csv", "", "text/csv")]
    [InlineData("a.bin", "", "application/octet-stream")]
    [InlineData("a.bin", "-ContentType application/x-mine", "application/x-mine")]
    public void InFile_sends_the_file_as_it_is_under_its_own_type(string name, string more, string type)
    {
        using var folder = new TempFolder();
        folder.Write(name, "content");

        Run($"[void]$ExecutionContext.SessionState.Path.SetLocation($folder); Invoke-WalmartApi /_emulator/echo -Method Post -InFile {name} {more}", ("folder", folder.Path)).ThrowOnError();

        var call = Assert.Single(Calls);
        Assert.Equal("content", call.Body);
        Assert.Equal(type, call.Headers["Content-Type"]);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_of_the_file_and_nothing_is_sent()
    {
        var result = Run("Invoke-WalmartApi /_emulator/echo -Method Post -InFile /no/such/file.json");
        Assert.Equal("FileFailed", result.ErrorId);
        Assert.EndsWith("There is no file '/no/such/file.json'. Nothing was sent.", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("Check the path.", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("FileFailed", Run("Invoke-WalmartApi /_emulator/echo -Method Post -Form @{ file = [System.IO.FileInfo]'/no/such/file.json' }").ErrorId);
        Assert.Empty(Calls);
    }

    [Fact]
    public void Headers_win_over_the_modules_own_but_not_over_the_token()
    {
        var result = Run("Invoke-WalmartApi /v3/orders -Headers @{ 'wm_svc.name' = 'Mine'; 'X-One' = 1; Authorization = 'Basic abc'; 'wm_sec.access_token' = 'abc' } -CorrelationId given");

        var call = Assert.Single(Calls);
        Assert.Equal("Mine", call.Headers["WM_SVC.NAME"]);
        Assert.Equal("1", call.Headers["X-One"]);
        Assert.Equal("given", call.Headers["WM_QOS.CORRELATION_ID"]);
        Assert.StartsWith("Bearer sha256:", call.Headers["Authorization"], StringComparison.Ordinal);
        Assert.False(call.Headers.ContainsKey("x-emulator-basic-on-call"));
        Assert.Equal(200, call.StatusCode);
        Assert.Equal(2, result.Warnings.Count);
    }

    [Fact]
    public void A_content_type_among_the_headers_is_the_bodys()
    {
        Run("Invoke-WalmartApi /_emulator/echo -Method Post -Body '<a/>' -Headers @{ 'content-type' = 'text/xml' }").ThrowOnError();

        Assert.Equal("text/xml", Assert.Single(Calls).Headers["Content-Type"]);
    }

    [Fact]
    public void Accept_asks_for_another_type()
    {
        var answer = Run("Invoke-WalmartApi /v3/feeds -Method Post -Query @{ feedType = 'item' } -Body '{}' -Accept application/xml").Single;

        Assert.IsType<System.Xml.XmlDocument>(answer.BaseObject);
        Assert.Equal("application/xml", Assert.Single(Calls).Headers["Accept"]);
    }

    [Fact]
    public void Each_call_has_a_correlation_id_of_its_own()
    {
        Run("1, 2 | Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }").ThrowOnError();

        Assert.Equal(2, Calls.Select(c => c.Headers["WM_QOS.CORRELATION_ID"]).Distinct().Count());
    }

    [Theory]
    [InlineData("Get")]
    [InlineData("Put")]
    [InlineData("Patch")]
    [InlineData("Delete")]
    [InlineData("Post")]
    public void Method_is_the_method(string method)
    {
        Run($"Invoke-WalmartApi /_emulator/echo -Method {method}").ThrowOnError();

        Assert.Equal(method.ToUpperInvariant(), Assert.Single(Calls).Method);
    }

    [Fact]
    public void An_address_on_the_sessions_own_host_is_as_good_as_a_path_and_Uri_is_an_alias()
    {
        Run("Invoke-WalmartApi -Uri ($base.AbsoluteUri + 'v3/orders?limit=1')").ThrowOnError();

        Assert.Equal(200, Assert.Single(Calls).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/v3/orders", "HostNotAllowed")]
    [InlineData("http://localhost.evil.example/v3/orders", "HostNotAllowed")]
    [InlineData("https://sandbox.walmartapis.com/v3/orders", "EnvironmentMismatch")]
    [InlineData("//evil.example/v3/orders", "NotFound")]
    public void Another_host_gets_nothing(string address, string id)
    {
        Assert.Equal(id, Run($"Invoke-WalmartApi '{address}'").ErrorId);
    }

    [Theory]
    [InlineData("Post")]
    [InlineData("Put")]
    [InlineData("Patch")]
    [InlineData("Delete")]
    public void WhatIf_on_a_write_sends_nothing_and_needs_no_session(string method)
    {
        Gateway.ClockOffset = TimeSpan.FromHours(1);
        Run($"1..3 | Invoke-WalmartApi /v3/feeds -Method {method} -WhatIf").ThrowOnError();
        Run($"Disconnect-Walmart; Invoke-WalmartApi /v3/feeds -Method {method} -WhatIf").ThrowOnError();

        Assert.Equal(0, Gateway.Received.Total);
    }

    [Fact]
    public void WhatIf_does_not_keep_a_read_from_being_sent()
    {
        Run("Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -WhatIf").ThrowOnError();

        Assert.Single(Calls);
    }

    [Fact]
    public void A_script_block_that_fails_is_one_error_of_its_record()
    {
        var result = Run("1..3 | Invoke-WalmartApi /_emulator/echo -Method Post -Body { if ($_ -eq 2) { throw 'no' }; @{ n = $_ } }");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Equal(["{\"n\":1}", "{\"n\":3}"], Calls.Select(c => c.Body));
    }
}
