using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using WalmartAuth.Json;

namespace WalmartAuth.Tests.Unit.Json;

/// <summary>Random JSON: values, well-formed text, well-formed text with a few mistakes, and noise.</summary>
internal static class JsonGenerators
{
    public static readonly Config TenThousand = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    private static readonly Gen<char> Letter = Gen.Frequency(
        (12, Gen.Choose(' ', '~').Select(c => (char)c)),
        (2, Gen.Elements('"', '\\', '/', '\b', '\f', '\n', '\r', '\t', '\0', '\u001f', '\u007f')),
        (2, Gen.Elements('é', 'ß', '漢', '\u2028', '\u2029', '\uFEFF', '\uFFFF')),
        (1, Gen.Choose(0xD800, 0xDFFF).Select(c => (char)c)));

    private static readonly Gen<string> AnyString = Gen.Frequency(
        (8, Letter.ArrayOf().Select(letters => new string(letters))),
        (1, Gen.Elements("🛒", "", "psobject", "2026-11-01T00:00:00Z", "10.10")));

    private static readonly Gen<object?> Scalar = Gen.Frequency(
        (4, AnyString.Select(text => (object?)text)),
        (2, Gen.Choose(int.MinValue, int.MaxValue).Select(n => (object?)(long)n)),
        (1, Gen.Choose(1, 60).Select(n => (object?)(BigInteger.Pow(7, n + 23) * (n % 2 == 0 ? 1 : -1)))),
        (2, Gen.Choose(0, 28).Zip(Gen.Choose(int.MinValue, int.MaxValue)).Select(p => (object?)new decimal(p.Item2, p.Item1 * 77, p.Item2 % 9, p.Item2 % 2 == 0, (byte)p.Item1))),
        (1, Gen.Choose(-320, 307).Zip(Gen.Choose(1, int.MaxValue)).Select(p => (object?)(p.Item2 * Math.Pow(10, p.Item1 - 9.0)))),
        (2, Gen.Elements<object?>(true, false, null)));

    private static readonly Gen<string> Space = Gen.Frequency(
        (8, Gen.Constant("")),
        (1, Gen.Elements(" ", "\n", "\r\n", "\t", "  ")));

    private static readonly Gen<string> Number =
        from sign in Gen.Elements("", "", "-")
        from whole in Gen.Frequency((1, Gen.Constant("0")), (4, Digits(1, 12, "1")), (1, Digits(17, 40, "9")))
        from fraction in Gen.Frequency((3, Gen.Constant("")), (2, Digits(1, 6, ".")), (1, Digits(15, 40, ".0")))
        from exponent in Gen.Frequency((4, Gen.Constant("")), (1, Digits(1, 2, "e")), (1, Digits(1, 2, "E-")), (1, Digits(1, 6, "e+")))
        select sign + whole + fraction + exponent;

    private static readonly Gen<string> StringText =
        Gen.Frequency(
            (10, Gen.Choose('a', 'z').Select(c => ((char)c).ToString())),
            (1, Gen.Elements("\\n", "\\\"", "\\\\", "\\/", "\\b", "\\u00e9", "\\uD83D\\uDED2", "\\ud800", "\\u0000", "é", "🛒", " ")))
        .ArrayOf().Select(parts => '"' + string.Concat(parts) + '"');

    /// <summary>Values of the kinds that the reader returns, nested, with objects as <see cref="JsonObject"/>.</summary>
    public static readonly Gen<object?> Value = Gen.Sized(size => ValueOf(Math.Min(size, 40)));

    /// <summary>Well-formed JSON text in every spelling that the grammar allows.</summary>
    public static readonly Gen<string> Text = Gen.Sized(size => TextOf(Math.Min(size, 40)));

    /// <summary>JSON text in which up to three characters were removed, repeated, replaced or inserted.</summary>
    public static readonly Gen<string> MutatedText =
        from text in Text
        from edits in Gen.Choose(0, 3).SelectMany(count => Edit.ArrayOf(count))
        select edits.Aggregate(text, Apply);

    /// <summary>Text made of JSON tokens in any order.</summary>
    public static readonly Gen<string> Noise =
        Gen.Frequency(
            (3, Gen.Elements("{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\uD8", "-", "0", "1", ".", "e", "E+", "true", "nul", "fals", " ", "\n")),
            (1, Letter.Select(c => c.ToString())))
        .ArrayOf().Select(string.Concat);

    private static Gen<(int Kind, int At, char With)> Edit =>
        from kind in Gen.Choose(0, 3)
        from at in Gen.Choose(0, int.MaxValue)
        from with in Gen.Elements('{', '}', '[', ']', ',', ':', '"', '\\', '-', '+', '0', '9', '.', 'e', 'u', 't', ' ', '\n', '\0', '\u000b', '\'', '/')
        select (kind, at, with);

    private static Gen<string> Digits(int least, int most, string prefix) =>
        Gen.Choose(least, most).SelectMany(count => Gen.Choose('0', '9').Select(c => (char)c).ArrayOf(count))
            .Select(digits => prefix + new string(digits));

    private static Gen<object?> ValueOf(int size)
    {
        if (size < 2)
        {
            return Scalar;
        }

        Gen<object?> inner = Gen.Resize(ValueOf(size / 3), size / 3);
        Gen<object?[]> some = Gen.Choose(0, 5).SelectMany(count => inner.ArrayOf(count));
        return Gen.Frequency(
            (2, Scalar),
            (2, some.Select(values => (object?)values)),
            (3, from values in some
                from names in AnyString.ArrayOf(values.Length)
                select (object?)ObjectOf(names, values)));
    }

    private static JsonObject ObjectOf(string[] names, object?[] values)
    {
        var members = new JsonObject();
        foreach (var (name, value) in names.Zip(values))
        {
            members.TryAdd(name, value);
        }

        return members;
    }

    private static Gen<string> TextOf(int size)
    {
        Gen<string> scalar = Gen.OneOf(Number, StringText, Gen.Elements("true", "false", "null"));
        if (size < 2)
        {
            return Spaced(scalar);
        }

        Gen<string> inner = TextOf(size / 3);
        Gen<string> member = from name in Spaced(StringText) from value in inner select name + ':' + value;
        return Spaced(Gen.Frequency(
            (1, scalar),
            (2, Gen.Choose(0, 4).SelectMany(count => inner.ArrayOf(count)).Select(parts => '[' + string.Join(',', parts) + ']')),
            (3, Gen.Choose(0, 4).SelectMany(count => member.ArrayOf(count)).Select(parts => '{' + string.Join(',', parts) + '}'))));
    }

    private static Gen<string> Spaced(Gen<string> text) =>
        from before in Space from middle in text from after in Space select before + middle + after;

    private static string Apply(string text, (int Kind, int At, char With) edit)
    {
        int at = edit.At % (text.Length + 1);
        bool atEnd = at == text.Length;
        return edit.Kind switch
        {
            0 when !atEnd => text.Remove(at, 1),
            1 when !atEnd => text.Insert(at, text[at].ToString()),
            2 when !atEnd => text.Remove(at, 1).Insert(at, edit.With.ToString()),
            _ => text.Insert(at, edit.With.ToString()),
        };
    }
}
