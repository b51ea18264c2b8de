namespace WalmartAuth.Json;

/// <summary>
/// Text that is not JSON, or is more than this reader takes on. The message names at most one character of the
/// text, because the text may be a token answer.
/// </summary>
internal sealed class JsonFormatException : FormatException
{
    public JsonFormatException(string message, int position)
        : base($"{message} (at character {position}).")
    {
        Position = position;
    }

    /// <summary>The offset, from 0, of the character at which reading stopped; the text's length where it ended too early.</summary>
    public int Position { get; }

    /// <summary>An exception that says what was expected and what stands at that place instead.</summary>
    public static JsonFormatException Expected(string expected, string text, int position) =>
        new($"The JSON text should have {expected} but {Found(text, position)}", position);

    private static string Found(string text, int position)
    {
        if (text.Length == 0)
        {
            return "is empty";
        }

        if (position >= text.Length)
        {
            return "ends";
        }

        char found = text[position];
        bool printable = found is > ' ' and < '\u007f';
        return printable ? $"has '{found}'" : $"has U+{(int)found:X4}";
    }
}
