using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using WalmartAuth.Json;
using Xunit;

namespace WalmartAuth.Tests.Unit.Json;

public sealed class JsonPropertyTests
{
    private static readonly JsonDocumentOptions Theirs = new() { MaxDepth = JsonReader.MaxDepth };
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    [Fact]
    public void Any_text_is_parsed_or_refused_with_the_one_exception_type() =>
        ForAll(Gen.OneOf(JsonGenerators.Noise, JsonGenerators.MutatedText, ArbMap.Default.GeneratorFor<string>().Where(text => text is not null)), text =>
        {
            try
            {
                JsonReader.ReadForPowerShell(text, asHashtable: false);
                JsonReader.ReadForPowerShell(text, asHashtable: true);
                JsonReader.Read(text);
            }
            catch (JsonFormatException e)
            {
                Assert.InRange(e.Position(), 0, text.Length);
                Assert.Throws<JsonFormatException>(() => JsonReader.Read(text));
            }
        });

    [Fact]
    public void What_is_written_is_read_back_equal() =>
        ForAll(JsonGenerators.Value, value =>
            Assert.True(JsonEquality.Same(value, JsonReader.Read(JsonWriter.Write(value)))));

    [Fact]
    public void What_is_written_survives_UTF8() =>
        ForAll(JsonGenerators.Value, value =>
        {
            string text = JsonWriter.Write(value);
            Assert.Equal(text, StrictUtf8.GetString(StrictUtf8.GetBytes(text)));
        });

    [Fact]
    public void What_is_written_is_JSON_to_another_reader() =>
        ForAll(JsonGenerators.Value, value => JsonDocument.Parse(JsonWriter.Write(value), Theirs).Dispose());

    [Fact]
    public void Nothing_is_lost_on_the_way_through_PowerShell_objects() =>
        ForAll(JsonGenerators.Value, value =>
        {
            string text = JsonWriter.Write(value);
            string again = JsonWriter.Write(JsonReader.ReadForPowerShell(text, asHashtable: false));
            Assert.True(JsonEquality.Same(JsonReader.Read(text), JsonReader.Read(again), ordered: false));
        });

    [Fact]
    public void Nothing_is_lost_on_the_way_through_hashtables() =>
        ForAll(JsonGenerators.Value, value =>
        {
            string text = JsonWriter.Write(value);
            string again = JsonWriter.Write(JsonReader.ReadForPowerShell(text, asHashtable: true));
            Assert.True(JsonEquality.Same(JsonReader.Read(text), JsonReader.Read(again), ordered: false));
        });

    [Fact]
    public void Well_formed_text_is_never_refused() =>
        ForAll(JsonGenerators.Text, text => JsonReader.Read(text));

    [Fact]
    public void Text_with_mistakes_is_accepted_and_understood_exactly_as_by_another_reader() =>
        ForAll(JsonGenerators.MutatedText, text =>
        {
            using JsonDocument? theirs = TheirParse(text);
            if (theirs is null)
            {
                Assert.Throws<JsonFormatException>(() => JsonReader.Read(text));
                return;
            }

            object? ours = JsonReader.Read(text);
            Assert.True(HasLoneSurrogate(ours) || JsonEquality.Same(ours, theirs.RootElement));
        });

    private static void ForAll<T>(Gen<T> values, Action<T> holds) =>
        Prop.ForAll(Arb.From(values), holds).Check(JsonGenerators.TenThousand);

    private static JsonDocument? TheirParse(string text)
    {
        try
        {
            return JsonDocument.Parse(Encoding.UTF8.GetBytes(text), Theirs);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // System.Text.Json refuses to return those.
    private static bool HasLoneSurrogate(object? value) => value switch
    {
        string text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text,
        object?[] list => list.Any(HasLoneSurrogate),
        JsonObject members => members.Any(m => HasLoneSurrogate(m.Key) || HasLoneSurrogate(m.Value)),
        _ => false,
    };
}
