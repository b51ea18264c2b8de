namespace WalmartAuth.Json;

/// <summary>
/// Text that is not JSON, or exceeds a limit of <see cref="JsonReader"/>. The message quotes at most one character of the
/// text, because the text may be a token response.
/// </summary>
internal sealed class JsonFormatException : FormatException
{
    /// <param name="message">What is wrong, without a period.</param>
    /// <param name="position">The offset, from 0, of the character at which reading stopped; the text's length if it ends too early.</param>
    public JsonFormatException(string message, int position)
        : base($"{message} (at character {position}).")
    {
    }

    /// <summary>Builds a message with the expected and the actual character at a position.</summary>
    public static JsonFormatException Expected(string expected, string text, int position) =>
        new(JsonMessages.Expected(expected, Found(text, position)), position);

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

        var found = text[position];
        return found is > ' ' and < '\u007f' ? $"has '{found}'" : $"has U+{(int)found:X4}";
    }
}
