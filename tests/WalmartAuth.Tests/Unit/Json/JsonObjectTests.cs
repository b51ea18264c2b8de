using WalmartAuth.Json;
using Xunit;

namespace WalmartAuth.Tests.Unit.Json;

public sealed class JsonObjectTests
{
    [Fact]
    public void Members_keep_their_order_and_case()
    {
        var tree = Parse("{\"b\":1,\"a\":2,\"B\":3,\"\":4}");
        Assert.Equal(["b", "a", "B", ""], tree.Select(member => member.Key));
        Assert.True(tree.TryGetValue("B", out object? value));
        Assert.Equal(3L, value);
        Assert.False(tree.TryGetValue("A", out _));
    }

    [Fact]
    public void Of_equal_names_the_last_wins_in_the_place_of_the_first()
    {
        var tree = Parse("{\"a\":1,\"b\":2,\"\\u0061\":[3],\"b\":4}");
        Assert.Equal("{\"a\":[3],\"b\":4}", JsonWriter.Write(tree));
        Assert.Equal(2, tree.Count);
    }

    [Fact]
    public void Of_equal_names_among_many_the_last_wins()
    {
        IEnumerable<string> members = Enumerable.Range(0, 10_000).Select(i => $"\"n{i % 5_000}\":{i}");
        var tree = Parse('{' + string.Join(',', members) + '}');
        Assert.Equal(5_000, tree.Count);
        Assert.True(tree.TryGetValue("n4999", out object? value));
        Assert.Equal(9_999L, value);
    }

    [Fact]
    public void A_name_is_found_in_any_case_but_the_exact_one_first()
    {
        var tree = Parse("{\"Name\":1,\"name\":2,\"Other\":3}");
        Assert.Equal(2L, tree.Find("name"));
        Assert.Equal(1L, tree.Find("NAME"));
        Assert.Equal(3L, tree.Find("other"));
        Assert.Null(tree.Find("missing"));
    }

    [Fact]
    public void A_member_that_is_null_is_there()
    {
        Assert.True(Parse("{\"a\":null}").TryGetValue("a", out object? value));
        Assert.Null(value);
    }

    [Fact]
    public void A_repeated_name_is_one_string()
    {
        var rows = Assert.IsType<object?[]>(JsonReader.Read("[{\"purchaseOrderId\":1},{\"x\":0,\"purchaseOrderId\":2}]"));
        Assert.Same(((JsonObject)rows[0]!).First().Key, ((JsonObject)rows[1]!).Last().Key);
    }

    [Fact]
    public void Objects_with_the_same_names_in_another_order_keep_their_own_order()
    {
        const string Text = "[{\"a\":1,\"b\":2},{\"b\":1,\"a\":2},{\"a\":3,\"b\":4},{\"a\":5}]";
        Assert.Equal(Text, JsonWriter.Write(JsonReader.Read(Text)));
    }

    [Fact]
    public void Names_with_the_same_end_are_distinguished()
    {
        const string Text = "{\"chargeAmount1x\":1,\"chargeBmount1x\":2,\"chargeCmount1x\":3,\"chargeAmount1x2\":4}";
        Assert.Equal(Text, JsonWriter.Write(JsonReader.Read(Text)));
    }

    private static JsonObject Parse(string text) => Assert.IsType<JsonObject>(JsonReader.Read(text));
}
