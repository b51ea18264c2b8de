using System.Collections.Specialized;
using System.Management.Automation;
using WalmartAuth.Json;
using Xunit;

namespace WalmartAuth.Tests.Unit.Json;

public sealed class JsonPathTests
{
    private const string Page = "{\"list\":{\"Meta\":{\"nextCursor\":\"?x=1\",\"none\":null},\"elements\":[1]}}";

    public static TheoryData<Func<string, object?>> Readers => new(
        text => JsonReader.ReadForPowerShell(text, asHashtable: false),
        text => JsonReader.ReadForPowerShell(text, asHashtable: true),
        text => JsonReader.Read(text));

    [Theory]
    [MemberData(nameof(Readers))]
    internal void A_path_means_the_same_in_every_form(Func<string, object?> parse)
    {
        object? page = parse(Page);
        Assert.Equal("?x=1", JsonPath.Get(page, "list.Meta.nextCursor"));
        Assert.Equal("?x=1", JsonPath.Get(page, "LIST.meta.NextCursor"));
        Assert.Equal([1L], Assert.IsType<object?[]>(JsonPath.Get(page, "list.elements")));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    internal void A_missing_step_gives_null(Func<string, object?> parse)
    {
        object? page = parse(Page);
        Assert.Null(JsonPath.Get(page, "list.meta.none"));
        Assert.Null(JsonPath.Get(page, "list.meta.none.deeper"));
        Assert.Null(JsonPath.Get(page, "list.missing.nextCursor"));
        Assert.Null(JsonPath.Get(page, "list.elements.nextCursor"));
        Assert.Null(JsonPath.Get(page, "list.meta.nextCursor.Length"));
        Assert.Null(JsonPath.Get(page, ""));
    }

    [Fact]
    public void Of_names_that_differ_by_case_the_exact_one_is_taken()
    {
        object? clash = JsonReader.ReadForPowerShell("{\"a\":1,\"A\":2}", asHashtable: false);
        Assert.Equal(1L, JsonPath.Get(clash, "a"));
        Assert.Equal(2L, JsonPath.Get(clash, "A"));
    }

    [Fact]
    public void A_wrapped_or_ordered_dictionary_is_walked_too() =>
        Assert.Equal(1, JsonPath.Get(PSObject.AsPSObject(new OrderedDictionary { ["a"] = PSObject.AsPSObject(new OrderedDictionary { ["b"] = 1 }) }), "a.b"));

    [Theory]
    [InlineData(null)]
    [InlineData("text")]
    [InlineData(1)]
    public void What_has_no_members_gives_null(object? root) => Assert.Null(JsonPath.Get(root, "a"));
}
