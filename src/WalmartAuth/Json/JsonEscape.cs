using System.Text;

namespace WalmartAuth.Json;

/// <summary>The escapes of JSON strings, both ways.</summary>
internal static class JsonEscape
{
    private const string Hex = "0123456789abcdef";

    /// <summary>Reads the escape whose backslash stands at <paramref name="position"/>.</summary>
    public static char Read(string text, int position, out int next)
    {
        next = position + 2;
        switch (next <= text.Length ? text[position + 1] : '\0')
        {
            case '"':
                return '"';
            case '\\':
                return '\\';
            case '/':
                return '/';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                next = position + 6;
                return ReadUnicode(text, position + 2);
            default:
                throw JsonFormatException.Expected("a known escape after '\\'", text, position + 1);
        }
    }

    /// <summary>
    /// Appends a string in quotes. Surrogates that stand alone are escaped, because UTF-8 cannot carry them; the line
    /// separators U+2028 and U+2029, because they end a line in JavaScript; other letters of any script are not.
    /// </summary>
    public static void Append(StringBuilder output, string value)
    {
        output.Append('"');
        int start = 0;
        for (int i = 0; i < value.Length; i++)
        {
            char next = value[i];
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
                output.Append(value, start, i - start);
                AppendEscaped(output, next);
                start = i + 1;
            }
        }

        output.Append(value, start, value.Length - start).Append('"');
    }

    private static char ReadUnicode(string text, int start)
    {
        int code = 0;
        for (int i = start; i < start + 4; i++)
        {
            char next = i < text.Length ? text[i] : '\0';
            int digit = next switch
            {
                >= '0' and <= '9' => next - '0',
                >= 'a' and <= 'f' => next - 'a' + 10,
                >= 'A' and <= 'F' => next - 'A' + 10,
                _ => throw JsonFormatException.Expected("four hexadecimal digits after '\\u'", text, i),
            };
            code = (code << 4) | digit;
        }

        return (char)code;
    }

    private static void AppendEscaped(StringBuilder output, char value)
    {
        char letter = value switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => 'u',
        };
        output.Append('\\').Append(letter);
        if (letter == 'u')
        {
            for (int shift = 12; shift >= 0; shift -= 4)
            {
                output.Append(Hex[(value >> shift) & 0xF]);
            }
        }
    }
}
