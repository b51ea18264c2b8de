using System.Text;

namespace WalmartAuth.Json;

/// <summary>Where in a value the writer stands: for the limit of depth, for cycles, and for error messages.</summary>
internal sealed class JsonWriterPath
{
    /// <summary>How deep dictionaries, lists and objects may be nested.</summary>
    public const int MaxDepth = 100;

    private const int MaxShown = 200;

    private readonly object[] _containers = new object[MaxDepth];
    private readonly string?[] _names = new string?[MaxDepth];
    private readonly int[] _indexes = new int[MaxDepth];
    private int _depth;

    /// <summary>Goes into a container.</summary>
    /// <exception cref="ArgumentException">It is one level too deep, or is already being written further out.</exception>
    public void Enter(object container)
    {
        for (int i = 0; i < _depth; i++)
        {
            if (ReferenceEquals(_containers[i], container))
            {
                throw Error($"contains itself: it is the same object as '{Show(i)}'");
            }
        }

        if (_depth == MaxDepth)
        {
            throw Error($"is nested deeper than {MaxDepth} levels; choose the properties to send, for example with Select-Object");
        }

        _names[_depth] = null;
        _indexes[_depth] = -1;
        _containers[_depth++] = container;
    }

    /// <summary>Goes to a member of the innermost container.</summary>
    public void Step(string name) => _names[_depth - 1] = name;

    /// <summary>Goes to an element of the innermost container.</summary>
    public void Step(int index) => _indexes[_depth - 1] = index;

    /// <summary>Goes out of the innermost container.</summary>
    public void Leave() => _depth--;

    /// <summary>An error about the value here; <paramref name="what"/> completes a sentence about it.</summary>
    public ArgumentException Error(string what, Exception? inner = null) =>
        new($"The value at '{Show(_depth)}' cannot be written as JSON: it {what}.", inner);

    private string Show(int depth)
    {
        var shown = new StringBuilder("$");
        for (int i = 0; i < depth && shown.Length < MaxShown; i++)
        {
            if (_names[i] is { } name)
            {
                shown.Append('.').Append(name);
            }
            else if (_indexes[i] >= 0)
            {
                shown.Append('[').Append(_indexes[i]).Append(']');
            }
        }

        return shown.Length <= MaxShown ? shown.ToString() : shown.ToString(0, MaxShown) + "…";
    }
}
