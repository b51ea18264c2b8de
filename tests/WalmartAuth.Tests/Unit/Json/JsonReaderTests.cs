using System.Text;
using WalmartAuth.Json;
using Xunit;

namespace WalmartAuth.Tests.Unit.Json;

public sealed class JsonReaderTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", null)]
    [InlineData("\"a\"", "a")]
    [InlineData(" \t\r\n 7 \t\r\n ", 7L)]
    [InlineData("\uFEFF7", 7L)]
    public void A_single_value_is_a_complete_text(string text, object? expected) =>
        Assert.Equal(expected, JsonReader.Read(text));

    [Theory]
    [InlineData("", 0, "is empty")]
    [InlineData("  ", 2, "ends")]
    [InlineData("\uFEFF", 1, "ends")]
    [InlineData("\uFEFF\uFEFF1", 1, "U+FEFF")]
    [InlineData("<html>", 0, "'<'")]
    [InlineData("nul", 0, "'n'")]
    [InlineData("True", 0, "'T'")]
    [InlineData("NaN", 0, "'N'")]
    [InlineData("nullx", 4, "'x'")]
    [InlineData("1 2", 2, "'2'")]
    [InlineData("[1,]", 3, "']'")]
    [InlineData("[,1]", 1, "','")]
    [InlineData("[1", 2, "',' or ']'")]
    [InlineData("[1}", 2, "'}'")]
    [InlineData("{\"a\":1,}", 7, "a name in quotes")]
    [InlineData("{a:1}", 1, "a name in quotes")]
    [InlineData("{'a':1}", 1, "a name in quotes")]
    [InlineData("{\"a\" 1}", 5, "':'")]
    [InlineData("{\"a\":}", 5, "a value")]
    [InlineData("{\"a\":1 \"b\":2}", 7, "',' or '}'")]
    [InlineData("{", 1, "a name in quotes but ends")]
    [InlineData("[1]//", 3, "'/'")]
    [InlineData("[1]\0", 3, "U+0000")]
    [InlineData("[\u00a01]", 1, "U+00A0")]
    public void Text_that_is_not_JSON_is_refused_with_its_position_and_character(string text, int position, string says)
    {
        var refusal = Assert.Throws<JsonFormatException>(() => JsonReader.Read(text));
        Assert.Equal(position, refusal.Position());
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"access_token\":\"canary-0123456789")]
    [InlineData("{\"access_token\": canary-0123456789}")]
    [InlineData("{\"access_token\":\"canary\\x0123456789\"}")]
    public void A_refusal_quotes_no_word_of_the_text(string text)
    {
        var refusal = Assert.Throws<JsonFormatException>(() => JsonReader.Read(text));
        Assert.DoesNotContain("can", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("01", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("access", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Escapes_are_resolved() =>
        Assert.Equal("\"\\/\b\f\n\r\t\u00e9\uD83D\uDED2 ", JsonReader.Read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\ud83d\\uDED2\\u0020\""));

    [Fact]
    public void An_escaped_surrogate_that_stands_alone_is_kept() =>
        Assert.Equal(new object?[] { "\ud800", "\udc00x", "\udc00\ud800" }, JsonReader.Read("[\"\\ud800\",\"\\udc00x\",\"\\udc00\\ud800\"]"));

    [Theory]
    [InlineData("\"\\x41\"", 2)]
    [InlineData("\"\\U0041\"", 2)]
    [InlineData("\"\\", 2)]
    [InlineData("\"\\\"", 3)]
    [InlineData("\"\\u12\"", 5)]
    [InlineData("\"\\u12G4\"", 5)]
    [InlineData("\"\\u+123\"", 3)]
    [InlineData("\"\\u", 3)]
    [InlineData("\"a\nb\"", 2)]
    [InlineData("\"a\0b\"", 2)]
    [InlineData("\"abc", 4)]
    public void A_broken_string_is_refused_at_the_break(string text, int position) =>
        Assert.Equal(position, Assert.Throws<JsonFormatException>(() => JsonReader.Read(text)).Position());

    [Fact]
    public void Strings_that_look_like_dates_stay_strings() =>
        Assert.Equal("2026-11-01T00:00:00.000Z", JsonReader.Read("\"2026-11-01T00:00:00.000Z\""));

    [Fact]
    public void A_huge_string_is_read_completely()
    {
        string plain = new('x', 5_000_000);
        Assert.Equal(plain, JsonReader.Read($"\"{plain}\""));
        string escaped = new StringBuilder().Insert(0, "\\u00e9\\n", 500_000).ToString();
        Assert.Equal(1_000_000, Assert.IsType<string>(JsonReader.Read($"\"{escaped}\"")).Length);
    }

    [Fact]
    public void A_long_array_is_read_completely()
    {
        string text = '[' + string.Join(',', Enumerable.Range(0, 300_000)) + ']';
        Assert.Equal(Enumerable.Range(0, 300_000).Select(n => (object?)(long)n), Assert.IsType<object?[]>(JsonReader.Read(text)));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("[{\"a\":")]
    public void Endless_nesting_is_refused_and_not_a_stack_overflow(string opening)
    {
        string text = string.Concat(Enumerable.Repeat(opening, 100_000));
        var refusal = Assert.Throws<JsonFormatException>(() => JsonReader.Read(text));
        Assert.Contains("512 levels", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<JsonFormatException>(() => JsonReader.ReadForPowerShell(text, asHashtable: false));
    }

    [Fact]
    public void The_deepest_nesting_allowed_fits_a_small_stack()
    {
        // A stack overflow would end the process and the whole mutation run.
        Assert.SkipWhen(typeof(JsonReader).Assembly.GetTypes().Any(t => t.Name == "MutantControl"), "Mutated code needs a larger stack.");

        string text = string.Concat(Enumerable.Repeat("{\"a\":[", 256)) + string.Concat(Enumerable.Repeat("]}", 256));
        object? result = null;
        var thread = new Thread(() => result = JsonReader.ReadForPowerShell(text, asHashtable: false), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.NotNull(result);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void The_deepest_nesting_allowed_is_read_and_one_level_more_is_refused_where_it_begins(string opening, string closing)
    {
        Assert.NotNull(JsonReader.Read(Nested(512)));

        Assert.Equal(opening.Length * 512, Assert.Throws<JsonFormatException>(() => JsonReader.Read(Nested(513))).Position());

        string Nested(int levels) => string.Concat(Enumerable.Repeat(opening, levels)) + '1' + string.Concat(Enumerable.Repeat(closing, levels));
    }
}
