using System.Globalization;
using System.Net;

namespace WalmartAuth.Common;

/// <summary>A decoded or filtered text that keeps the original position of each character.</summary>
internal sealed class TextView
{
    private const int LongestEscape = 10;

    private readonly char[] characters;
    private readonly int[] starts;
    private readonly int[] ends;

    private TextView(char[] characters, int[] starts, int[] ends)
    {
        this.characters = characters;
        this.starts = starts;
        this.ends = ends;
    }

    public int Length => characters.Length;

    public char this[int index] => characters[index];

    public static TextView Of(string text) => new(text.ToCharArray(), Enumerable.Range(0, text.Length).ToArray(), Enumerable.Range(1, text.Length).ToArray());

    /// <summary>The position at which a character starts in the original text.</summary>
    public int StartOf(int index) => starts[index];

    /// <summary>The position after a character in the original text.</summary>
    public int EndOf(int index) => ends[index];

    /// <summary>Only the characters that pass.</summary>
    public TextView Where(Func<char, bool> passes)
    {
        var chosen = Enumerable.Range(0, Length).Where(i => passes(characters[i])).ToArray();
        return new TextView(Array.ConvertAll(chosen, i => characters[i]), Array.ConvertAll(chosen, i => starts[i]), Array.ConvertAll(chosen, i => ends[i]));
    }

    /// <summary>One level of percent, <c>\u</c>, backslash and entity escapes undone; null if there is none.</summary>
    public TextView? Decode()
    {
        var decoded = new List<char>(Length);
        var from = new List<int>(Length);
        var to = new List<int>(Length);
        for (var i = 0; i < Length;)
        {
            var (character, length) = ReadEscape(i);
            decoded.Add(length == 0 ? characters[i] : character);
            from.Add(starts[i]);
            i += Math.Max(length, 1);
            to.Add(ends[i - 1]);
        }

        return decoded.Count == Length ? null : new TextView([.. decoded], [.. from], [.. to]);
    }

    // The character that an escape represents, and the length of the escape; 0 if there is none. Bytes outside ASCII
    // are unchanged: no secret that a header can carry contains any.
    private (char Character, int Length) ReadEscape(int index) => characters[index] switch
    {
        '%' when ReadHex(index + 1, 2) is { } value => (value, 3),
        '\\' when At(index + 1) is 'u' or 'U' && ReadHex(index + 2, 4) is { } value => (value, 6),
        '\\' when At(index + 1) is 'x' && ReadHex(index + 2, 2) is { } value => (value, 4),
        '\\' when At(index + 1) is '/' or '"' or '\'' or '\\' => (At(index + 1), 2),
        '&' => ReadEntity(index),
        _ => default,
    };

    private char At(int index) => index < Length ? characters[index] : '\0';

    private char? ReadHex(int index, int length) => index + length <= Length
        && int.TryParse(new string(characters, index, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? (char)value : null;

    private (char Character, int Length) ReadEntity(int index)
    {
        var end = Array.IndexOf(characters, ';', index, Math.Min(LongestEscape, Length - index));
        if (end < 0)
        {
            return default;
        }

        var text = WebUtility.HtmlDecode(new string(characters, index, end + 1 - index));
        return text.Length == 1 ? (text[0], end + 1 - index) : default;
    }
}
