using System.Collections;
using System.Management.Automation;
using WalmartAuth.Requests;

namespace WalmartAuth.Tests.Unit.Calls;

/// <summary>How a pipeline object fills a path.</summary>
public sealed class InputTemplateTests
{
    public static TheoryData<object, string> Values => new()
    {
        { "A B/1", "A%20B%2F1" },
        { true, "true" },
        { false, "false" },
        { 1.5, "1.5" },
        { new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero), "2026-11-26T00%3A00%3A00Z" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_written_as_the_gateway_writes_it(object value, string text)
    {
        Assert.Equal($"/v3/items/{text}", Fill(new Hashtable { ["sku"] = value }));
        Assert.Equal($"/v3/items/{text}", Fill(value));
    }

    [Fact]
    public void A_value_that_is_an_address_is_a_whole_path_as_it_is()
    {
        Assert.Equal("https://files.example/a?b=c", InputTemplate.ExpandPath("{url}", new PSObject("https://files.example/a?b=c")));
        Assert.Equal("http://files.example/a", InputTemplate.ExpandPath("{url}", new PSObject("http://files.example/a")));
        Assert.Equal("a%20b", InputTemplate.ExpandPath("{url}", new PSObject("a b")));
        Assert.Equal("/v3/orders", InputTemplate.ExpandPath("/v3/orders", null));
    }

    public static TheoryData<object?, string> Missing => new()
    {
        { new Hashtable { ["sku"] = null }, "has no value" },
        { new Hashtable { ["sku"] = "" }, "has no value" },
        { new Hashtable { ["sku"] = Array.Empty<string>() }, "has no value" },
        { new Hashtable { ["sku"] = new[] { "A", "B" } }, "has several values" },
        { new Hashtable { ["id"] = "A" }, "has no such property (found: id)" },
        { new FileInfo("a"), "has no such property" },
        { ".", "cannot be a segment of a path" },
        { null, "nothing was piped in" },
    };

    [Theory]
    [MemberData(nameof(Missing), DisableDiscoveryEnumeration = true)]
    public void A_value_that_is_not_one_is_an_argument_error_that_says_why(object? input, string why)
    {
        var error = Assert.Throws<WalmartException>(() => Fill(input));

        Assert.Equal(WalmartErrorId.InvalidArgument, error.ErrorId);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_is_a_value_fills_one_name_and_not_two() =>
        Assert.Contains("has no such property", Assert.Throws<WalmartException>(() => InputTemplate.ExpandPath("/v3/{a}/{b}", new PSObject("A"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_list_has_several_texts_and_a_table_has_none()
    {
        Assert.Equal(["A", "1", "true"], InputTemplate.ToStrings(new object?[] { "A", 1, null, true }, "q", "query parameter"));
        Assert.Empty(InputTemplate.ToStrings(null, "q", "query parameter"));
        Assert.Throws<WalmartException>(() => InputTemplate.ToStrings(new Hashtable(), "q", "query parameter"));
        Assert.Throws<WalmartException>(() => InputTemplate.ToStrings(new object[] { new PSObject() }, "q", "query parameter"));
    }

    [Fact]
    public void Properties_and_entries_are_found_by_name()
    {
        var table = new PSObject(new Hashtable { ["sku"] = null });
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("sku", "A"));

        Assert.True(InputTemplate.HasProperty(table, "sku"));
        Assert.True(InputTemplate.HasProperty(row, "SKU"));
        Assert.False(InputTemplate.HasProperty(row, "price"));
        Assert.Equal(["sku"], InputTemplate.PropertyNames(row));
        Assert.Equal(["a", "B"], InputTemplate.Names("/v3/{a}/{B}/{A}"));
        Assert.Empty(InputTemplate.Names("/v3/orders"));
    }

    private static string Fill(object? input) => InputTemplate.ExpandPath("/v3/items/{sku}", input is null ? null : PSObject.AsPSObject(input));
}
