using System.Globalization;
using System.Text;

namespace WalmartAuth.Json;

/// <summary>JSON strings, read and written.</summary>
internal static class JsonStrings
{
    // The character after the backslash, and the character that it represents.
    private const string Letters = "\"\\/bfnrt";
    private const string Meanings = "\"\\/\b\f\n\r\t";

    /// <summary>The offset of the first quote or backslash from <paramref name="start"/> on.</summary>
    public static int FindEnd(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            var next = text[i];
            if (next is '"' or '\\')
            {
                return i;
            }

            if (next < ' ')
            {
                throw JsonFormatException.Expected(JsonMessages.NoControlCharacterInString, text, i);
            }
        }

        throw JsonFormatException.Expected(JsonMessages.StringsClosingQuote, text, text.Length);
    }

    /// <summary>
    /// Reads a string with escapes, up to its closing quote. An escaped surrogate without its other half is unchanged.
    /// </summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">The offset of the string's first character.</param>
    /// <param name="end">The offset of its first backslash; then, of its closing quote.</param>
    public static string Unescape(string text, int start, ref int end)
    {
        var unescaped = new StringBuilder();
        while (text[end] == '\\')
        {
            unescaped.Append(text, start, end - start);
            unescaped.Append(ReadEscape(text, end + 1, out start));
            end = FindEnd(text, start);
        }

        return unescaped.Append(text, start, end - start).ToString();
    }

    /// <summary>
    /// Writes a string in quotes. A surrogate without its other half is escaped, because UTF-8 cannot carry it, and so are
    /// U+2028 and U+2029, because they end a line in JavaScript. Letters of any script are not escaped.
    /// </summary>
    public static void Append(StringBuilder output, string value)
    {
        output.Append('"');
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var next = value[i];
            if (next is >= ' ' and not ('"' or '\\') and < '\u2028')
            {
                continue;
            }

            if (char.IsHighSurrogate(next) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (next is < ' ' or '"' or '\\' or '\u2028' or '\u2029' || char.IsSurrogate(next))
            {
                output.Append(value, start, i - start).Append('\\');
                var known = Meanings.IndexOf(next);
                output.Append(known < 0 ? "u" + ((int)next).ToString("x4", CultureInfo.InvariantCulture) : Letters.Substring(known, 1));
                start = i + 1;
            }
        }

        output.Append(value, start, value.Length - start).Append('"');
    }

    private static char ReadEscape(string text, int position, out int next)
    {
        var letter = position < text.Length ? text[position] : '\0';
        var known = Letters.IndexOf(letter);
        next = position + 1;
        if (known >= 0)
        {
            return Meanings[known];
        }

        if (letter != 'u')
        {
            throw JsonFormatException.Expected(JsonMessages.KnownEscape, text, position);
        }

        var code = 0;
        for (; next < position + 5; next++)
        {
            var digit = next < text.Length ? text[next] : '\0';
            code = code * 16 + digit switch
            {
                >= '0' and <= '9' => digit - '0',
                >= 'a' and <= 'f' => digit - 'a' + 10,
                >= 'A' and <= 'F' => digit - 'A' + 10,
                _ => throw JsonFormatException.Expected(JsonMessages.HexadecimalDigits, text, next),
            };
        }

        return (char)code;
    }
}
