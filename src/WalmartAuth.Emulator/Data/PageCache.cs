using System.Collections.Concurrent;

namespace WalmartAuth.Emulator;

/// <summary>Page bodies that were made once, by what was asked for. Dropped whole when they grow too many or their rows change.</summary>
internal sealed class PageCache
{
    private const long Budget = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<(string Family, string Key), ReadOnlyMemory<byte>> _pages = new();
    private long _bytes;
    private int _version;

    public ReadOnlyMemory<byte> Get(string family, string key, Func<ReadOnlyMemory<byte>> make)
    {
        if (_pages.TryGetValue((family, key), out var page))
        {
            return page;
        }

        var version = Volatile.Read(ref _version);
        page = make();
        if (version != Volatile.Read(ref _version))
        {
            // A row changed meanwhile: right for this answer, too old to keep.
            return page;
        }

        if (Interlocked.Add(ref _bytes, page.Length) > Budget)
        {
            Drop();
        }

        _pages[(family, key)] = page;
        return page;
    }

    /// <summary>To be called when a row has changed.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _version);
        Drop();
    }

    private void Drop()
    {
        _pages.Clear();
        Interlocked.Exchange(ref _bytes, 0);
    }
}
