namespace WalmartAuth.Json;

/// <summary>
/// The one parser of this module: strict RFC 8259, one pass, one value. What an object becomes is left to a
/// <see cref="JsonObjectFactory"/>; everything else is the same for every caller.
/// </summary>
/// <remarks>
/// Integers become <see cref="long"/> or <see cref="System.Numerics.BigInteger"/>, other numbers <see cref="decimal"/>
/// where that holds them exactly and <see cref="double"/> where not; arrays become <c>object[]</c>; strings stay as they are.
/// </remarks>
internal sealed class JsonParser
{
    /// <summary>How deep arrays and objects may be nested, unless the caller says otherwise.</summary>
    public const int DefaultMaxDepth = 512;

    private static readonly object True = true;
    private static readonly object False = false;

    private readonly JsonScanner _scanner;
    private readonly JsonObjectFactory _factory;
    private readonly JsonShapes _shapes;
    private readonly int _maxDepth;

    // Members and elements of every container that is still open. Each container takes its own from the end when
    // it closes, so that its array is made once and in its exact size.
    private object?[] _values = new object?[32];
    private string[] _names = new string[32];
    private int _valueCount;
    private int _nameCount;

    private JsonParser(string text, JsonObjectFactory factory, int maxDepth)
    {
        _scanner = new JsonScanner(text);
        _factory = factory;
        _shapes = new JsonShapes(factory, text.Length);
        _maxDepth = maxDepth;
    }

    /// <summary>Parses a whole text.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON, or is nested deeper than <paramref name="maxDepth"/>.</exception>
    public static object? Parse(string text, JsonObjectFactory factory, int maxDepth = DefaultMaxDepth)
    {
        var parser = new JsonParser(text, factory, maxDepth);
        object? value = parser.Value(0);
        parser._scanner.End();
        return value;
    }

    private object? Value(int depth)
    {
        switch (_scanner.Peek())
        {
            case '"':
                return _scanner.String();
            case '{':
                return Object(Deeper(depth));
            case '[':
                return Array(Deeper(depth));
            case 't':
                _scanner.Literal("true");
                return True;
            case 'f':
                _scanner.Literal("false");
                return False;
            case 'n':
                _scanner.Literal("null");
                return null;
            default:
                return _scanner.Number();
        }
    }

    private int Deeper(int depth) =>
        depth < _maxDepth
            ? depth + 1
            : throw new JsonFormatException($"The JSON text is nested deeper than {_maxDepth} levels", _scanner.Position);

    private object?[] Array(int depth)
    {
        _scanner.Skip();
        if (_scanner.TrySkip(']'))
        {
            return [];
        }

        int start = _valueCount;
        do
        {
            Push(Value(depth));
        }
        while (_scanner.NextOrEnd(']'));

        var elements = new object?[_valueCount - start];
        System.Array.Copy(_values, start, elements, 0, elements.Length);
        _valueCount = start;
        return elements;
    }

    private object Object(int depth)
    {
        _scanner.Skip();
        int firstName = _nameCount;
        int firstValue = _valueCount;
        if (!_scanner.TrySkip('}'))
        {
            do
            {
                Push(_scanner.Name());
                Push(Value(depth));
            }
            while (_scanner.NextOrEnd('}'));
        }

        int count = _nameCount - firstName;
        JsonShape shape = _shapes.Get(_names, firstName, _values, firstValue, count);
        _nameCount = firstName;
        _valueCount = firstValue;
        return _factory.Create(shape, _values, firstValue);
    }

    private void Push(object? value)
    {
        if (_valueCount == _values.Length)
        {
            System.Array.Resize(ref _values, _valueCount * 2);
        }

        _values[_valueCount++] = value;
    }

    private void Push(string name)
    {
        if (_nameCount == _names.Length)
        {
            System.Array.Resize(ref _names, _nameCount * 2);
        }

        _names[_nameCount++] = name;
    }
}
