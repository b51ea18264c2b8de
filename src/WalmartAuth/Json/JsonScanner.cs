using System.Text;

namespace WalmartAuth.Json;

/// <summary>Reads the tokens of a JSON text, one after the other.</summary>
internal sealed class JsonScanner
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly string _text;
    private readonly JsonNames _names;
    private StringBuilder? _unescaped;
    private int _position;

    public JsonScanner(string text)
    {
        _text = text;
        _names = new JsonNames(text.Length);
        _position = text.Length > 0 && text[0] == ByteOrderMark ? 1 : 0;
    }

    /// <summary>The offset of the next character to read.</summary>
    public int Position => _position;

    /// <summary>Skips white space and returns the character after it without reading it, or U+0000 at the end.</summary>
    public char Peek()
    {
        string text = _text;
        int i = _position;
        while (i < text.Length)
        {
            char next = text[i];
            if (next is not (' ' or '\n' or '\r' or '\t'))
            {
                _position = i;
                return next;
            }

            i++;
        }

        _position = i;
        return '\0';
    }

    /// <summary>Reads the character that <see cref="Peek"/> returned.</summary>
    public void Skip() => _position++;

    /// <summary>Reads the next character if it is this one.</summary>
    public bool TrySkip(char expected)
    {
        bool found = Peek() == expected;
        if (found)
        {
            _position++;
        }

        return found;
    }

    /// <summary>After an element: reads a comma and returns true, or the container's end and returns false.</summary>
    public bool NextOrEnd(char end)
    {
        char next = Peek();
        if (next != ',' && next != end)
        {
            throw JsonFormatException.Expected($"',' or '{end}'", _text, _position);
        }

        _position++;
        return next == ',';
    }

    /// <summary>Checks that nothing but white space is left.</summary>
    public void End()
    {
        Peek();
        if (_position < _text.Length)
        {
            throw JsonFormatException.Expected("nothing after its value", _text, _position);
        }
    }

    /// <summary>Reads one of the three words of JSON.</summary>
    public void Literal(string word)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            throw JsonFormatException.Expected("a value", _text, _position);
        }

        _position += word.Length;
    }

    /// <summary>Reads a number; see <see cref="JsonParser"/> for what it becomes.</summary>
    public object Number() => JsonNumber.Read(_text, ref _position);

    /// <summary>Reads a member's name and the colon after it.</summary>
    public string Name()
    {
        if (Peek() != '"')
        {
            throw JsonFormatException.Expected("a name in quotes", _text, _position);
        }

        int start = _position + 1;
        int end = PlainEnd(start);
        string name;
        if (_text[end] == '"')
        {
            name = _names.Get(_text, start, end - start);
            _position = end + 1;
        }
        else
        {
            name = Unescape(start, end);
            name = _names.Get(name, 0, name.Length);
        }

        if (!TrySkip(':'))
        {
            throw JsonFormatException.Expected("':'", _text, _position);
        }

        return name;
    }

    /// <summary>Reads a string; an escaped surrogate that stands alone is kept as it is.</summary>
    public string String()
    {
        int start = _position + 1;
        int end = PlainEnd(start);
        if (_text[end] != '"')
        {
            return Unescape(start, end);
        }

        _position = end + 1;
        return _text.Substring(start, end - start);
    }

    /// <summary>The offset of the first quote or backslash from here on.</summary>
    private int PlainEnd(int start)
    {
        string text = _text;
        for (int i = start; i < text.Length; i++)
        {
            char next = text[i];
            if (next is '"' or '\\')
            {
                return i;
            }

            if (next < ' ')
            {
                throw JsonFormatException.Expected("no control character in a string", text, i);
            }
        }

        throw JsonFormatException.Expected("a string's closing quote", text, text.Length);
    }

    private string Unescape(int start, int end)
    {
        StringBuilder unescaped = (_unescaped ??= new StringBuilder()).Clear();
        while (_text[end] == '\\')
        {
            unescaped.Append(_text, start, end - start);
            unescaped.Append(JsonEscape.Read(_text, end, out start));
            end = PlainEnd(start);
        }

        unescaped.Append(_text, start, end - start);
        _position = end + 1;
        return unescaped.ToString();
    }
}
