using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>Values of parameters and pipeline objects that are not plain text.</summary>
public sealed class RequestValueTests : CallTests
{
    [Fact]
    public void A_header_without_a_value_is_left_out_and_several_values_are_one_list()
    {
        Run("Invoke-WalmartApi /_emulator/echo -Headers @{ 'X-None' = $null; 'X-Several' = 'a', 2; 'X-Empty' = '' }").ThrowOnError();

        var headers = Assert.Single(Calls).Headers;
        Assert.False(headers.ContainsKey("X-None"));
        Assert.Equal("a, 2", headers["X-Several"]);
        Assert.Equal("", headers["X-Empty"]);
    }

    [Theory]
    [InlineData("-Query @{ filter = @{ b = 1 } }", "filter")]
    [InlineData("-Query @{ filter = @(1, [pscustomobject]@{ b = 1 }) }", "filter")]
    [InlineData("-Headers @{ 'X-Own' = @{ b = 1 } }", "X-Own")]
    public void A_table_where_a_text_belongs_is_refused_by_its_name(string parameter, string name)
    {
        var result = Run($"Invoke-WalmartApi /_emulator/echo {parameter}");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Equal(name, result.Error.TargetObject);
        Assert.Contains($"'{name}'", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Calls);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ other = 1; more = 2 }", "no such property (found: other, more)")]
    [InlineData("[ordered]@{ other = 1 }", "no such property (found: other)")]
    [InlineData("[pscustomobject]@{ sku = '' }", "has no value")]
    [InlineData("@{ sku = $null }", "has no value")]
    [InlineData("[pscustomobject]@{ sku = @() }", "has no value")]
    [InlineData("[pscustomobject]@{ sku = 1, 2 }", "several values")]
    [InlineData("[pscustomobject]@{ sku = '..' }", "'..' cannot be a segment")]
    public void What_keeps_braces_from_being_filled_is_said(string input, string says)
    {
        var result = Run($"{input} | Invoke-WalmartApi '/v3/items/{{sku}}'");

        Assert.Contains(says, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.NotNull(result.Error.TargetObject);
        Assert.Empty(Calls);
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", "base64:6Q==")]
    [InlineData("text/plain; charset=\"utf-16\"", "base64:6QA=")]
    [InlineData("text/plain; charset=utf-8", "é")]
    [InlineData("text/plain", "é")]
    public void A_text_is_sent_in_the_charset_that_its_type_names(string type, string body)
    {
        Run($"Invoke-WalmartApi /_emulator/echo -Method Post -Body 'é' -ContentType '{type}'").ThrowOnError();

        Assert.Equal(body, Assert.Single(Calls).Body);
    }

    [Fact]
    public void An_unknown_charset_is_refused()
    {
        Assert.Equal("InvalidArgument", Run("Invoke-WalmartApi /_emulator/echo -Method Post -Body 'é' -ContentType 'text/plain; charset=nonsense'").ErrorId);
        Assert.Empty(Calls);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/a")]
    [InlineData("http://[/a")]
    public void An_address_that_is_not_http_is_reported_as_that(string address)
    {
        var result = Run($"Invoke-WalmartApi '{address}'");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Contains("neither a path nor an http or https address", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{\"a\":", "is not JSON")]
    [InlineData("text/html", "<html>", "is not JSON")]
    [InlineData("application/xml", "<a>", "is not")]
    [InlineData("application/pdf", "%PDF", "is a file")]
    public void An_answer_that_cannot_be_read_names_program_and_environment(string type, string body, string says)
    {
        Gateway.Faults.Add(Fault.Status(200, "/v3/orders", body) with { ContentType = type });

        var message = Run("Invoke-WalmartApi /v3/orders").Error.Exception.Message;

        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Contains("GET /v3/orders (Marketplace, Production", message, StringComparison.Ordinal);
    }
}
