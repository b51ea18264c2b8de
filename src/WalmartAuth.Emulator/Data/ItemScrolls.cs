using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace WalmartAuth.Emulator;

/// <summary>The open scrolls over the items: a cursor that stays the same while its place is kept here (contract §7).</summary>
internal sealed class ItemScrolls(EmulatorClock clock, bool cursorChanges)
{
    private const int SweepAt = 1000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Place> _open = new();

    /// <summary>The page's first row and the cursor for the page after it, or null for a cursor that is unknown or expired.</summary>
    /// <param name="cursor">The caller's cursor, <c>*</c> to open a scroll.</param>
    /// <param name="limit">Rows of the page.</param>
    /// <param name="stay">The page will not arrive whole, so the same one is due again.</param>
    public (int Offset, string Cursor)? Advance(string cursor, int limit, bool stay)
    {
        var now = clock.Now;
        var place = new Place(0, now);
        if (cursor != "*" && (!_open.TryGetValue(cursor, out place) || now - place.UsedAt > Life))
        {
            return null;
        }

        Sweep(now);
        var next = cursor == "*" || cursorChanges ? NewCursor() : cursor;
        _open[next] = new Place(stay ? place.Offset : place.Offset + limit, now);
        return (place.Offset, next);
    }

    private static string NewCursor() => "AoE/+" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(40));

    private void Sweep(DateTimeOffset now)
    {
        if (_open.Count < SweepAt)
        {
            return;
        }

        foreach (var (cursor, place) in _open)
        {
            if (now - place.UsedAt > Life)
            {
                _open.TryRemove(cursor, out _);
            }
        }
    }

    private readonly record struct Place(int Offset, DateTimeOffset UsedAt);
}
