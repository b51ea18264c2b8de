using System.Collections;
using System.Collections.Specialized;
using System.Dynamic;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;
using WalmartAuth.Json;
using Xunit;

namespace WalmartAuth.Tests.Unit.Json;

public sealed class JsonWriterTests
{
    public static TheoryData<object?, string> Scalars => new()
    {
        { null, "null" },
        { DBNull.Value, "null" },
        { AutomationNull.Value, "null" },
        { true, "true" },
        { "a", "\"a\"" },
        { 'x', "\"x\"" },
        { (byte)255, "255" },
        { (sbyte)-1, "-1" },
        { short.MinValue, "-32768" },
        { ulong.MaxValue, "18446744073709551615" },
        { BigInteger.Pow(10, 30), "1000000000000000000000000000000" },
        { Int128.MaxValue, "170141183460469231731687303715884105727" },
        { 10.10m, "10.10" },
        { 0.1, "0.1" },
        { 5.0, "5.0" },
        { 1e300, "1E+300" },
        { 0.1f, "0.1" },
        { new DateTime(2026, 11, 1, 8, 30, 0, DateTimeKind.Utc), "\"2026-11-01T08:30:00Z\"" },
        { new DateTime(2026, 11, 1, 8, 30, 0, 120, DateTimeKind.Unspecified), "\"2026-11-01T08:30:00.12\"" },
        { new DateTimeOffset(2026, 11, 1, 8, 30, 0, TimeSpan.FromHours(-6)), "\"2026-11-01T08:30:00-06:00\"" },
        { new DateTimeOffset(2026, 11, 1, 8, 30, 0, TimeSpan.Zero), "\"2026-11-01T08:30:00Z\"" },
        { new DateOnly(2026, 11, 1), "\"2026-11-01\"" },
        { new TimeSpan(1, 2, 3, 4), "\"1.02:03:04\"" },
        { Guid.Empty, "\"00000000-0000-0000-0000-000000000000\"" },
        { new Uri("https://example.com/a b?c=ä"), "\"https://example.com/a b?c=ä\"" },
        { new Version(1, 2, 3), "\"1.2.3\"" },
        { DayOfWeek.Friday, "\"Friday\"" },
        { new byte[] { 1, 2, 255 }, "\"AQL/\"" },
        { PSObject.AsPSObject(PSObject.AsPSObject("wrapped")), "\"wrapped\"" },
    };

    [Theory]
    [MemberData(nameof(Scalars), DisableDiscoveryEnumeration = true)]
    public void Scalars_have_one_form(object? value, string expected)
    {
        Assert.Equal(expected, JsonWriter.Write(value));
        Assert.Equal($"[{expected}]", JsonWriter.Write(new[] { value }));
    }

    [Fact]
    public void A_local_time_has_its_offset()
    {
        var local = new DateTime(2026, 11, 1, 8, 30, 0, DateTimeKind.Local);
        Assert.Equal(new DateTimeOffset(local), DateTimeOffset.Parse(JsonWriter.Write(local).Trim('"'), null));
        Assert.Matches("(Z|[+-]..:..)\"$", JsonWriter.Write(local));
    }

    [Fact]
    public void Only_what_must_be_escaped_is() =>
        Assert.Equal(
            "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f<é漢🛒\\u2028\\u2029\uFFFF\"",
            JsonWriter.Write("\"\\/\b\f\n\r\t\0\u001f\u007f<é漢🛒\u2028\u2029\uFFFF"));

    [Fact]
    public void Surrogates_that_stand_alone_are_escaped() =>
        Assert.Equal(
            ["\"\\ud83dx\"", "\"\\uded2\\ud83d\"", "\"\\ud83d🛒\"", "\"\\ud83d\""],
            new object[] { "\ud83dx", "\uded2\ud83d", "\ud83d🛒", '\ud83d' }.Select(JsonWriter.Write));

    [Fact]
    public void Dictionaries_of_every_kind_become_objects()
    {
        Assert.Equal("{\"b\":1,\"a\":null}", JsonWriter.Write(new OrderedDictionary { ["b"] = 1, ["a"] = null }));
        Assert.Equal("{\"a\":{\"b\":[]}}", JsonWriter.Write(new Hashtable { ["a"] = new Hashtable { ["b"] = Array.Empty<int>() } }));
        Assert.Equal("{\"1\":\"x\",\"2.5\":\"y\"}", JsonWriter.Write(new OrderedDictionary { [(object)1L] = "x", [2.5] = "y" }));
        Assert.Equal("{\"a\":1}", JsonWriter.Write(new Dictionary<string, int> { ["a"] = 1 }));
        IDictionary<string, object?> expando = new ExpandoObject();
        expando["e"] = true;
        Assert.Equal("{\"e\":true}", JsonWriter.Write(expando));
    }

    [Fact]
    public void Lists_of_every_kind_become_arrays()
    {
        Assert.Equal("[]", JsonWriter.Write(Array.Empty<object>()));
        Assert.Equal("[1]", JsonWriter.Write(new ArrayList { 1 }));
        Assert.Equal("[[1,2],[null]]", JsonWriter.Write(new object?[] { new[] { 1, 2 }, new List<string?> { null } }));
        Assert.Equal("[0,1,2]", JsonWriter.Write(Enumerable.Range(0, 3)));
        Assert.Equal("[1,\"a\"]", JsonWriter.Write(PSObject.AsPSObject(new object[] { PSObject.AsPSObject(1), "a" })));
    }

    [Fact]
    public void Other_objects_are_written_by_their_public_properties() =>
        Assert.Equal("{\"Sku\":\"a\",\"Price\":{\"Amount\":1.50}}", JsonWriter.Write(new Item("a", new Money(1.50m))));

    [Fact]
    public void A_value_that_occurs_twice_side_by_side_is_no_cycle()
    {
        var shared = new Hashtable { ["x"] = 1 };
        Assert.Equal("[{\"x\":1},{\"x\":1}]", JsonWriter.Write(new[] { shared, shared }));
    }

    private sealed record Money(decimal Amount);

    private sealed record Item(string Sku, Money Price)
    {
        public string Ignored
        {
            set => _ = value;
        }
    }
}
