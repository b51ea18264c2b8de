namespace WalmartAuth.Json;

/// <summary>What the parser makes of a JSON object.</summary>
internal abstract class JsonObjectFactory
{
    /// <summary>
    /// Whether these names, each of which occurs once, can be the members of this factory's ordinary object. Asked
    /// once for each shape and kept as <see cref="JsonShape.IsOrdinary"/>, because a page repeats few shapes often.
    /// </summary>
    /// <param name="names">The names.</param>
    /// <param name="isAlike">True where two of them differ by case alone.</param>
    public abstract bool CanHold(string[] names, bool isAlike);

    /// <summary>Makes one object; its values start at <paramref name="start"/>, in the order of the shape's names.</summary>
    public abstract object Create(JsonShape shape, object?[] values, int start);
}
