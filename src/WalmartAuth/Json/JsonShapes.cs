namespace WalmartAuth.Json;

/// <summary>
/// The shapes of one document seen lately. A fixed number of places, each taken over by the last comer: hostile
/// text can make it useless but neither slow nor large.
/// </summary>
internal sealed class JsonShapes
{
    private readonly JsonObjectFactory _factory;
    private readonly JsonShape?[] _places;

    public JsonShapes(JsonObjectFactory factory, int textLength)
    {
        _factory = factory;
        _places = new JsonShape?[textLength < 4096 ? 8 : 64];
    }

    /// <summary>
    /// The shape of <paramref name="count"/> members. Where a name occurs twice, the last value wins and stands in
    /// the first one's place: names and values are then moved together at the start of their ranges.
    /// </summary>
    public JsonShape Get(string[] names, int firstName, object?[] values, int firstValue, int count)
    {
        int hash = count;
        for (int i = firstName; i < firstName + count; i++)
        {
            string name = names[i];
            hash = (hash * 31) + name.Length + (name.Length == 0 ? 0 : name[name.Length - 1]);
        }

        ref JsonShape? place = ref _places[(hash ^ (hash >> 8)) & (_places.Length - 1)];
        if (place is not null && IsSame(place.Names, names, firstName, count))
        {
            return place;
        }

        bool isAlike = JsonShape.HasEqualNames(names, firstName, count, StringComparer.OrdinalIgnoreCase);
        if (isAlike && JsonShape.HasEqualNames(names, firstName, count, StringComparer.Ordinal))
        {
            count = KeepLast(names, firstName, values, firstValue, count);
            isAlike = JsonShape.HasEqualNames(names, firstName, count, StringComparer.OrdinalIgnoreCase);
        }

        var own = new string[count];
        Array.Copy(names, firstName, own, 0, count);
        return place = new JsonShape(own, _factory.CanHold(own, isAlike));
    }

    private static bool IsSame(string[] known, string[] names, int start, int count)
    {
        if (known.Length != count)
        {
            return false;
        }

        for (int i = 0; i < known.Length; i++)
        {
            if (!string.Equals(known[i], names[start + i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int KeepLast(string[] names, int firstName, object?[] values, int firstValue, int count)
    {
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (!indexes.TryGetValue(names[firstName + i], out int index))
            {
                index = kept++;
                indexes.Add(names[firstName + i], index);
                names[firstName + index] = names[firstName + i];
            }

            values[firstValue + index] = values[firstValue + i];
        }

        return kept;
    }
}
