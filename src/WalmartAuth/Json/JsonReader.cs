using System.Collections;

namespace WalmartAuth.Json;

/// <summary>
/// Reads JSON: strict RFC 8259, in one pass. Arrays become <c>object[]</c>, and strings stay strings even if they look like
/// dates; for numbers see <see cref="JsonNumber"/>. Of several members with one name, the last one counts.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>How deep arrays and objects may be nested.</summary>
    public const int MaxDepth = 512;

    private const char ByteOrderMark = '\uFEFF';

    private static readonly object True = true;
    private static readonly object False = false;

    private readonly string text;
    private readonly ObjectKind kind;

    // A table of recent names, so that a name that a page repeats thousands of times is one string.
    private readonly string?[] names;

    // The members and elements of all open containers; a container takes its own from the end when it closes.
    private KeyValuePair<string, object?>[] open = new KeyValuePair<string, object?>[32];
    private int openCount;
    private int depth;
    private int position;

    private JsonReader(string text, ObjectKind kind)
    {
        this.text = text;
        this.kind = kind;
        names = new string?[text.Length < 4096 ? 32 : 512];
        position = text.Length > 0 && text[0] == ByteOrderMark ? 1 : 0;
    }

    private enum ObjectKind
    {
        JsonObject,
        PSObject,
        Hashtable,
    }

    /// <summary>Reads a text for the module's own use: objects become <see cref="JsonObject"/>.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON, or is nested deeper than <see cref="MaxDepth"/>.</exception>
    public static object? Read(string text) => new JsonReader(text, ObjectKind.JsonObject).ReadText();

    /// <summary>
    /// Reads a text for the user: objects become PSObjects with note properties, or case-sensitive hashtables. An object whose
    /// names are not valid in a PSObject (see <see cref="PSObjectFactory"/>) is always a hashtable, so that nothing is lost.
    /// </summary>
    /// <exception cref="JsonFormatException">The text is not JSON, or is nested deeper than <see cref="MaxDepth"/>.</exception>
    public static object? ReadForPowerShell(string text, bool asHashtable) =>
        new JsonReader(text, asHashtable ? ObjectKind.Hashtable : ObjectKind.PSObject).ReadText();

    private object? ReadText()
    {
        var value = ReadValue();
        SkipSpace();
        return position == text.Length ? value : throw Expected(JsonMessages.NothingAfterValue);
    }

    private object? ReadValue()
    {
        switch (SkipSpace())
        {
            case '"':
                position++;
                return ReadString(isName: false);
            case '{':
                return ReadContainer(isObject: true);
            case '[':
                return ReadContainer(isObject: false);
            case 't':
                return ReadLiteral("true", True);
            case 'f':
                return ReadLiteral("false", False);
            case 'n':
                return ReadLiteral("null", null);
            default:
                return JsonNumber.Read(text, ref position);
        }
    }

    /// <summary>Reads an object or an array, whose first character is next.</summary>
    private object ReadContainer(bool isObject)
    {
        if (depth == MaxDepth)
        {
            throw new JsonFormatException(JsonMessages.TextIsTooDeep(MaxDepth), position);
        }

        depth++;
        position++;
        var start = openCount;
        if (SkipSpace() == (isObject ? '}' : ']'))
        {
            position++;
        }
        else
        {
            do
            {
                var name = isObject ? ReadName() : "";
                var value = ReadValue();
                Push(name, value);
            }
            while ((isObject ? ReadOneOf(",}", "',' or '}'") : ReadOneOf(",]", "',' or ']'")) == ',');
        }

        depth--;
        var container = isObject ? CreateObject(start) : CreateArray(start);
        openCount = start;
        return container;
    }

    private string ReadName()
    {
        ReadOneOf("\"", JsonMessages.NameInQuotes);
        var name = ReadString(isName: true);
        ReadOneOf(":", "':'");
        return name;
    }

    private char ReadOneOf(string characters, string expected)
    {
        var next = SkipSpace();
        if (characters.IndexOf(next) < 0)
        {
            throw Expected(expected);
        }

        position++;
        return next;
    }

    /// <summary>Reads a string after its opening quote.</summary>
    private string ReadString(bool isName)
    {
        var start = position;
        var end = JsonStrings.FindEnd(text, start);
        var value = text[end] == '\\' ? JsonStrings.Unescape(text, start, ref end)
            : isName ? Intern(start, end - start)
            : text.Substring(start, end - start);
        position = end + 1;
        return value;
    }

    private object? ReadLiteral(string word, object? value)
    {
        if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0)
        {
            throw Expected("a value");
        }

        position += word.Length;
        return value;
    }

    /// <summary>Skips white space and returns the character after it, without reading it; U+0000 at the end.</summary>
    private char SkipSpace()
    {
        for (; position < text.Length; position++)
        {
            if (text[position] is not (' ' or '\n' or '\r' or '\t'))
            {
                return text[position];
            }
        }

        return '\0';
    }

    private string Intern(int start, int length)
    {
        if (length == 0)
        {
            return "";
        }

        // Four characters distinguish real names; hashing all characters would cost more than a new string.
        var hash = ((length * 31 + text[start]) * 31 + text[start + length / 2]) * 31 + text[start + length / 4];
        hash = hash * 31 + text[start + length - 1];
        ref var recent = ref names[(hash ^ hash >> 9) & (names.Length - 1)];
        return recent is not null && recent.Length == length && string.CompareOrdinal(recent, 0, text, start, length) == 0
            ? recent
            : recent = text.Substring(start, length);
    }

    private void Push(string name, object? value)
    {
        if (openCount == open.Length)
        {
            Array.Resize(ref open, openCount * 2);
        }

        open[openCount++] = new(name, value);
    }

    private object?[] CreateArray(int start)
    {
        var elements = new object?[openCount - start];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = open[start + i].Value;
        }

        return elements;
    }

    private object CreateObject(int start)
    {
        if (kind == ObjectKind.Hashtable)
        {
            return Fill(new Hashtable(openCount - start, StringComparer.Ordinal), start);
        }

        if (kind == ObjectKind.PSObject && PSObjectFactory.TryCreate(open, start, openCount) is { } created)
        {
            return created;
        }

        var members = new JsonObject(openCount - start);
        Fill(members, start);
        if (kind == ObjectKind.JsonObject)
        {
            return members;
        }

        // Without the repeated names, a PSObject may be possible.
        openCount = start;
        foreach (var member in members)
        {
            Push(member.Key, member.Value);
        }

        return (object?)PSObjectFactory.TryCreate(open, start, openCount) ?? new Hashtable(members, StringComparer.Ordinal);
    }

    private IDictionary Fill(IDictionary members, int start)
    {
        for (var i = start; i < openCount; i++)
        {
            members[open[i].Key] = open[i].Value;
        }

        return members;
    }

    private JsonFormatException Expected(string expected) => JsonFormatException.Expected(expected, text, position);
}
