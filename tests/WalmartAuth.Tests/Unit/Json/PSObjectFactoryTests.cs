using System.Collections;
using System.Management.Automation;
using WalmartAuth.Json;
using Xunit;

namespace WalmartAuth.Tests.Unit.Json;

public sealed class PSObjectFactoryTests
{
    [Fact]
    public void An_object_has_its_members_as_note_properties_in_order()
    {
        PSObject order = Object("{\"purchaseOrderId\":\"1\",\"total\":10.10,\"lines\":[{\"n\":1}],\"note\":null}");
        Assert.Equal(["purchaseOrderId", "total", "lines", "note"], order.Properties.Select(p => p.Name));
        Assert.All(order.Properties, p => Assert.IsType<PSNoteProperty>(p));
        Assert.Equal("1", order.Properties["PURCHASEORDERID"].Value);
        Assert.Equal(10.10m, order.Properties["total"].Value);
        Assert.Null(order.Properties["note"].Value);
        PSObject line = Assert.IsType<PSObject>(Assert.Single(Assert.IsType<object[]>(order.Properties["lines"].Value)));
        Assert.Equal(1L, line.Properties["n"].Value);
        Assert.IsType<PSCustomObject>(order.BaseObject);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[1]", 1)]
    [InlineData("[[]]", 1)]
    [InlineData("[null]", 1)]
    public void Arrays_of_none_or_one_stay_arrays(string text, int length)
    {
        Assert.Equal(length, Assert.IsType<object?[]>(JsonReader.ReadForPowerShell(text, asHashtable: false)).Length);
        Assert.Equal(length, Assert.IsType<object?[]>(Object($"{{\"a\":{text}}}").Properties["a"].Value).Length);
    }

    [Theory]
    [InlineData("{\"a\":1,\"A\":2}", "a", "A")]
    [InlineData("{\"\":1,\"x\":2}", "", "x")]
    [InlineData("{\"psobject\":1,\"x\":2}", "psobject", "x")]
    [InlineData("{\"x\":1,\"PSTypeNames\":2}", "x", "PSTypeNames")]
    public void Names_that_no_PSObject_can_have_make_only_that_object_a_hashtable(string text, string first, string second)
    {
        PSObject outer = Object($"{{\"inner\":{text},\"plain\":{{\"a\":1}}}}");
        Hashtable inner = Assert.IsType<Hashtable>(outer.Properties["inner"].Value);
        Assert.Equal(2, inner.Count);
        Assert.Equal(1L, inner[first]);
        Assert.Equal(2L, inner[second]);
        Assert.IsType<PSObject>(outer.Properties["plain"].Value);
    }

    [Fact]
    public void Two_names_among_many_that_differ_by_case_are_noticed()
    {
        string members = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"name{i}\":{i}"));
        Assert.IsType<PSObject>(JsonReader.ReadForPowerShell($"{{{members}}}", asHashtable: false));
        Assert.Equal(41, Assert.IsType<Hashtable>(JsonReader.ReadForPowerShell($"{{{members},\"NAME7\":0}}", asHashtable: false)).Count);
    }

    [Fact]
    public void Of_equal_names_the_last_wins_and_the_object_stays_an_object() =>
        Assert.Equal(2L, Object("{\"a\":1,\"a\":2}").Properties["a"].Value);

    [Fact]
    public void A_name_that_only_begins_like_a_reserved_one_is_an_ordinary_name() =>
        Assert.NotNull(Object("{\"psobjects\":1,\"price\":2,\"P\":3}"));

    [Fact]
    public void As_hashtables_every_object_is_one_and_tells_case_apart()
    {
        Hashtable outer = Assert.IsType<Hashtable>(JsonReader.ReadForPowerShell("{\"a\":{\"b\":[{}]}}", asHashtable: true));
        Hashtable inner = Assert.IsType<Hashtable>(outer["a"]);
        Assert.IsType<Hashtable>(Assert.Single(Assert.IsType<object[]>(inner["b"])));
        Assert.Null(outer["A"]);
    }

    [Fact]
    public void An_empty_object_is_an_object_without_properties() =>
        Assert.Empty(Object("{}").Properties);

    private static PSObject Object(string text) => Assert.IsType<PSObject>(JsonReader.ReadForPowerShell(text, asHashtable: false));
}
