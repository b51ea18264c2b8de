using WalmartAuth.Common;
using WalmartAuth.Errors;

namespace WalmartAuth.Tests.Unit.Errors;

/// <summary>Every format of an error (contract §5).</summary>
public sealed class GatewayErrorParserTests
{
    [Theory]
    [InlineData("""{"error":[{"code":"C.S","field":"F","description":"D","info":"I","severity":"ERROR","category":"DATA","causes":[],"errorIdentifiers":{}}]}""", "C.S (field F): D")]
    [InlineData("""{"errors":[{"code":"C","message":"D"}]}""", "C: D")]
    [InlineData("""{"errors":{"error":[{"code":"C","description":"D"}]}}""", "C: D")]
    [InlineData("""{"errors":{"error":{"code":"C","description":"D"}}}""", "C: D")]
    [InlineData("""{"error":"invalid_client","error_description":"D"}""", "invalid_client: D")]
    [InlineData("""{"code":"C","description":"D"}""", "C: D")]
    [InlineData("""[{"code":"C","description":"D"}]""", "C: D")]
    [InlineData("""{"errors":{"errors":[{"code":"C","description":"D"}]}}""", "C: D")]
    [InlineData("""{"error":{"code":"C","info":"D"}}""", "C: D")]
    [InlineData("""{"code":"C","message":"D"}""", "C: D")]
    [InlineData("""{"message":"D"}""", "D")]
    [InlineData("""<errors><error><code>C</code><description>D</description></error></errors>""", "C: D")]
    [InlineData("""<?xml version="1.0"?><ns2:errors xmlns:ns2="http://walmart.com/"><ns2:error><ns2:code>C</ns2:code><ns2:field>F</ns2:field><ns2:description>D</ns2:description></ns2:error></ns2:errors>""", "C (field F): D")]
    [InlineData("\uFEFF {\"errors\":[{\"code\":\"C\",\"message\":\"D\"}]}", "C: D")]
    [InlineData("""{"error":[{"code":"UNAUTHORIZED.S","field":"UNAUTHORIZED","description":"D"}]}""", "UNAUTHORIZED.S: D")]
    [InlineData("No static resource v3/nothing.", "No static resource v3/nothing.")]
    [InlineData("{\"error\":[{\"code\":\"C\"", "{\"error\":[{\"code\":\"C\"")]
    public void Each_shape_says_the_same(string body, string summary) =>
        Assert.Equal(summary, ErrorBodyParser.Parse(body, SecretRedactor.Empty).Summary);

    [Theory]
    [InlineData("""{"error":[{"code":"C","field":"F","description":"D","message":"M","info":"I","severity":"WARN","category":"DATA"}]}""")]
    [InlineData("<errors><error><code>C</code><field>F</field><message>M</message><description>D</description><info>I</info><severity>WARN</severity><category>DATA</category></error></errors>")]
    public void Each_field_of_an_entry_is_read_and_a_description_precedes_a_message(string body)
    {
        var entry = Assert.Single(ErrorBodyParser.Parse(body, SecretRedactor.Empty).Entries);

        Assert.Equal(("C", "F", "D", "I", "WARN", "DATA"), (entry.Code, entry.Field, entry.Description, entry.Info, entry.Severity, entry.Category));
    }

    [Theory]
    [InlineData("""{"errors":[{"code":"B"}],"error":[{"code":"A"}]}""")]
    [InlineData("""{"errors":{"errors":[{"code":"B"}],"error":[{"code":"A"}]}}""")]
    public void The_list_with_the_documented_name_precedes_the_other(string body) =>
        Assert.Equal("A", Assert.Single(ErrorBodyParser.Parse(body, SecretRedactor.Empty).Entries).Code);

    [Theory]
    [InlineData("""{"code":"C","description":"D","message":"M"}""", "C: D")]
    [InlineData("""{"code":"C","message":5}""", "C: 5")]
    [InlineData("""{"error":[{"code":"C","message":"M","field":["a"],"description":{"x":1},"info":[]}]}""", "C")]
    [InlineData("""{"error":[{}]}""", "no details")]
    [InlineData("<errors><error><code>C</code><message>M</message></error></errors>", "C: M")]
    [InlineData("<errors><error/></errors>", null)]
    public void A_value_that_is_not_a_text_is_not_shown_as_one(string body, string? summary) =>
        Assert.Equal(summary, ErrorBodyParser.Parse(body, SecretRedactor.Empty).Summary);

    [Theory]
    [InlineData(61, 1)]
    [InlineData(62, 0)]
    public void Xml_is_read_down_to_64_levels(int outer, int entries)
    {
        var body = string.Concat(Enumerable.Repeat("<a>", outer)) + "<errors><error><code>C</code></error></errors>" + string.Concat(Enumerable.Repeat("</a>", outer));

        Assert.Equal(entries, ErrorBodyParser.Parse(body, SecretRedactor.Empty).Entries.Count);
    }

    [Fact]
    public void A_page_of_the_network_in_front_gives_its_text_and_its_reference()
    {
        var body = ErrorBodyParser.Parse("<HTML><HEAD><TITLE>Access Denied</TITLE><script>var x = 1;</script></HEAD><BODY>You don't have permission.<P>Reference&#32;&#35;18&#46;c4a02817&#46;1700000000&#46;1a2b3c4d</BODY></HTML>", SecretRedactor.Empty);

        Assert.Empty(body.Entries);
        Assert.Equal("18.c4a02817.1700000000.1a2b3c4d", body.CdnReference);
        Assert.StartsWith("Access Denied You don't have permission.", body.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    [InlineData("""{"errors":null,"feedId":"F"}""")]
    [InlineData("5")]
    [InlineData("""{"code":"C"}""")]
    [InlineData("""{"message":5}""")]
    public void Where_no_error_is_said_none_is_found(string? body) =>
        Assert.Empty(ErrorBodyParser.Parse(body, SecretRedactor.Empty).Entries);

    [Fact]
    public void What_is_kept_is_bounded()
    {
        var many = "{\"error\":[" + string.Join(",", Enumerable.Repeat("{\"code\":\"" + new string('c', 5000) + "\"}", 40)) + "]}";

        var body = ErrorBodyParser.Parse(many, SecretRedactor.Empty);

        Assert.Equal(ErrorBodyParser.MaximumEntries, body.Entries.Count);
        Assert.All(body.Entries, e => Assert.InRange(e.Code!.Length, 1, ErrorBodyParser.MaximumTextLength + 1));
        Assert.InRange(ErrorBodyParser.Parse(new string('x', 900_000), SecretRedactor.Empty).Text!.Length, 1, ErrorBodyParser.MaximumTextLength + 1);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("<a>")]
    [InlineData("{\"error\":")]
    public void Nesting_without_end_is_survived(string piece) =>
        Assert.NotNull(ErrorBodyParser.Parse(string.Concat(Enumerable.Repeat(piece, 60_000)), SecretRedactor.Empty));

    [Fact]
    public void A_document_type_is_not_expanded() =>
        Assert.DoesNotContain("boom", ErrorBodyParser.Parse("<!DOCTYPE e [<!ENTITY x \"boom\">]><errors><error><code>&x;</code></error></errors>", SecretRedactor.Empty).Entries.Select(e => e.Code));

    [Fact]
    public void A_secret_across_the_truncation_point_is_redacted_completely()
    {
        const string secret = "the-secret-of-somebody-0123456789";
        var scrubber = new SecretRedactor(secret);
        for (var before = 16 * 1024 - 40; before < 16 * 1024 + 5; before++)
        {
            var page = "<p>" + new string(' ', before - 3) + secret + "</p>";
            Assert.DoesNotContain("the-secr", ErrorBodyParser.Parse(page, scrubber).Text ?? "", StringComparison.Ordinal);
        }
    }
}
