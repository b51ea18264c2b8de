namespace WalmartAuth.Json;

/// <summary>
/// The member names of one document, so that a name that a page repeats thousands of times is one string. As with
/// <see cref="JsonShapes"/>, a fixed number of places, each taken over by the last comer.
/// </summary>
internal sealed class JsonNames
{
    private readonly string?[] _places;

    public JsonNames(int textLength)
    {
        _places = new string?[textLength < 4096 ? 32 : 512];
    }

    /// <summary>The string for a part of the text, new only where it was not seen lately.</summary>
    public string Get(string text, int start, int length)
    {
        if (length == 0)
        {
            return string.Empty;
        }

        // A few characters tell the names of real documents apart; all of them would cost more than a new string.
        int hash = length;
        hash = (hash * 31) + text[start];
        hash = (hash * 31) + text[start + (length >> 1)];
        hash = (hash * 31) + text[start + (length >> 2)];
        hash = (hash * 31) + text[start + length - 1];
        hash ^= hash >> 9;

        ref string? place = ref _places[hash & (_places.Length - 1)];
        if (place is not null && place.Length == length && string.CompareOrdinal(place, 0, text, start, length) == 0)
        {
            return place;
        }

        return place = text.Substring(start, length);
    }
}
