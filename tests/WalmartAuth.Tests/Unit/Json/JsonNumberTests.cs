using System.Globalization;
using System.Numerics;
using WalmartAuth.Json;
using Xunit;

namespace WalmartAuth.Tests.Unit.Json;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("-1", -1L)]
    [InlineData("255", 255L)]
    [InlineData("256", 256L)]
    [InlineData("1796277083022", 1796277083022L)]
    [InlineData("999999999999999999", 999999999999999999L)]
    [InlineData("1000000000000000000", 1000000000000000000L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void Integers_become_long(string text, long expected) =>
        Assert.Equal(expected, Assert.IsType<long>(JsonReader.Read(text)));

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890")]
    public void Integers_beyond_long_lose_no_digit(string text) =>
        Assert.Equal(BigInteger.Parse(text, CultureInfo.InvariantCulture), Assert.IsType<BigInteger>(JsonReader.Read(text)));

    [Fact]
    public void An_integer_of_a_thousand_digits_is_read_and_a_longer_one_refused()
    {
        string longest = new('9', 1000);
        Assert.Equal(BigInteger.Parse(longest, CultureInfo.InvariantCulture), JsonReader.Read(longest));
        var refusal = Assert.Throws<JsonFormatException>(() => JsonReader.Read($"[{longest}9]"));
        Assert.Contains("1000 digits", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.10", "10.10")]
    [InlineData("0.0", "0.0")]
    [InlineData("0.05", "0.05")]
    [InlineData("-19.99", "-19.99")]
    [InlineData("1e2", "100")]
    [InlineData("1.5E+3", "1500")]
    [InlineData("15e-1", "1.5")]
    [InlineData("100e-2", "1.00")]
    [InlineData("0e999999999999", "0")]
    [InlineData("-0.0", "0.0")]
    [InlineData("1234567890123456789.5", "1234567890123456789.5")]
    [InlineData("79228162514264337593543950335.0", "79228162514264337593543950335")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    [InlineData("1.0000000000000000000000000000", "1.0000000000000000000000000000")]
    [InlineData("9.0000000000000000000000000000000000000000", "9.000000000000000000000000000")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("10e-29", "0.0000000000000000000000000001")]
    [InlineData("7e28", "70000000000000000000000000000")]
    public void Fractions_become_decimal_and_keep_their_digits(string text, string expected) =>
        Assert.Equal(expected, Assert.IsType<decimal>(JsonReader.Read(text)).ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1e29", 1e29)]
    [InlineData("8e28", 8e28)]
    [InlineData("-1e-29", -1e-29)]
    [InlineData("7.9228162514264337593543950336", 7.9228162514264337593543950336)]
    [InlineData("0.33333333333333333333333333333333", 1 / 3.0)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("1e-999", 0.0)]
    [InlineData("1e999", double.PositiveInfinity)]
    [InlineData("-1e99999999999999999999", double.NegativeInfinity)]
    public void What_decimal_cannot_hold_exactly_becomes_double(string text, double expected) =>
        Assert.Equal(expected, Assert.IsType<double>(JsonReader.Read(text)));

    [Theory]
    [InlineData("01", 1)]
    [InlineData("-01", 2)]
    [InlineData("00", 1)]
    [InlineData("00.5", 1)]
    [InlineData("+1", 0)]
    [InlineData(".5", 0)]
    [InlineData("-", 1)]
    [InlineData("-.5", 1)]
    [InlineData("1.", 2)]
    [InlineData("1.e2", 2)]
    [InlineData("1e", 2)]
    [InlineData("1e+", 3)]
    [InlineData("1e+-2", 3)]
    [InlineData("1.2.3", 3)]
    [InlineData("0x10", 1)]
    [InlineData("1_000", 1)]
    [InlineData("-Infinity", 1)]
    [InlineData("١", 0)]
    public void What_the_grammar_does_not_allow_is_refused(string text, int position) =>
        Assert.Equal(position, Assert.Throws<JsonFormatException>(() => JsonReader.Read(text)).Position());

    [Fact]
    public void The_culture_of_the_thread_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NegativeSign = "~" } };
            object?[] numbers = Assert.IsType<object?[]>(JsonReader.Read("[-1.5,-9223372036854775809,1e29,-12345678901234567890.5]"));
            Assert.Equal([-1.5m, BigInteger.Parse("-9223372036854775809", CultureInfo.InvariantCulture), 1e29, -12345678901234567890.5m], numbers);
            Assert.Equal("[-1.5,-9223372036854775809,1E+29,-12345678901234567890.5]", JsonWriter.Write(numbers));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
