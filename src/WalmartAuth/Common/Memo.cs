namespace WalmartAuth.Common;

/// <summary>Remembers one value about one key for a limited time. Thread-safe.</summary>
internal sealed class Memo<T>
{
    private readonly TimeSpan life;
    private Entry? entry;

    public Memo(TimeSpan life) => this.life = life;

    /// <summary>True while a value is remembered for this key.</summary>
    public bool TryGet(object about, TimeSpan now, out T value)
    {
        if (Volatile.Read(ref entry) is { } known && ReferenceEquals(known.About, about) && now < known.Until)
        {
            value = known.Value;
            return true;
        }

        value = default!;
        return false;
    }

    public void Store(object about, T value, TimeSpan now) => Volatile.Write(ref entry, new Entry(about, value, now + life));

    private sealed record Entry(object About, T Value, TimeSpan Until);
}
