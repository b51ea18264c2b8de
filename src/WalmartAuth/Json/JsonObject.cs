using System.Collections;

namespace WalmartAuth.Json;

/// <summary>A JSON object as it stood in the text: members in order, names case-sensitive, each once. Read-only.</summary>
internal sealed class JsonObject(string[] names, object?[] values) : IReadOnlyCollection<KeyValuePair<string, object?>>
{
    // Below this many members, looking at each is as fast as an index.
    private const int IndexFrom = 16;

    private Dictionary<string, int>? _index;

    /// <summary>The number of members.</summary>
    public int Count => names.Length;

    /// <summary>The member of exactly this name.</summary>
    /// <returns>False where there is none; a member that is null gives true.</returns>
    public bool TryGet(string name, out object? value)
    {
        int i = IndexOf(name);
        value = i < 0 ? null : values[i];
        return i >= 0;
    }

    /// <summary>The member of this name in any case, the exact one if there is one; null where there is none.</summary>
    public object? Find(string name)
    {
        int i = IndexOf(name);
        if (i < 0)
        {
            i = Array.FindIndex(names, other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));
        }

        return i < 0 ? null : values[i];
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (int i = 0; i < names.Length; i++)
        {
            yield return new KeyValuePair<string, object?>(names[i], values[i]);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        if (names.Length < IndexFrom)
        {
            return Array.IndexOf(names, name);
        }

        return (_index ??= CreateIndex()).TryGetValue(name, out int i) ? i : -1;
    }

    private Dictionary<string, int> CreateIndex()
    {
        var index = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            index.Add(names[i], i);
        }

        return index;
    }
}
