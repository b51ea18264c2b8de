namespace WalmartAuth.Json;

/// <summary>The names of an object's members in order, shared by all objects of a document that have the same ones.</summary>
internal sealed class JsonShape(string[] names, bool isOrdinary)
{
    /// <summary>The names, each once. Not to be changed.</summary>
    public string[] Names { get; } = names;

    /// <summary>What <see cref="JsonObjectFactory.CanHold"/> said of these names.</summary>
    public bool IsOrdinary { get; } = isOrdinary;

    /// <summary>Whether any two of the first <paramref name="count"/> names from <paramref name="start"/> are equal to the comparer.</summary>
    public static bool HasEqualNames(string[] names, int start, int count, StringComparer comparer)
    {
        // Names of different lengths are told apart at once, so that a set pays only for objects larger than a row of any page.
        if (count > 24)
        {
            var seen = new HashSet<string>(comparer);
            for (int i = start; i < start + count; i++)
            {
                if (!seen.Add(names[i]))
                {
                    return true;
                }
            }

            return false;
        }

        for (int i = start + 1; i < start + count; i++)
        {
            for (int j = start; j < i; j++)
            {
                if (comparer.Equals(names[i], names[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
