using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace WalmartAuth.Emulator;

/// <summary>The open scans over an account's items: a cursor that stays the same while its position moves (contract §7).</summary>
internal sealed class ItemCursors(EmulatorClock clock, bool cursorChanges)
{
    private const int UsualLimit = 20;
    private const int SweepAt = 1000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Position> _open = new();

    /// <summary>The page and the cursor for the page after it, or null for a cursor that is unknown or expired.</summary>
    /// <param name="cursor">The caller's cursor, <c>*</c> to open a scan.</param>
    /// <param name="limit">Rows of the page; null for those of the page before.</param>
    /// <param name="stay">The page will not arrive completely, so the same page is due again.</param>
    public (Page Page, string Cursor)? Advance(string cursor, int? limit, bool stay)
    {
        var now = clock.Now;
        var position = new Position(0, UsualLimit, now);
        if (cursor != "*" && (!_open.TryGetValue(cursor, out position) || now - position.UsedAt > Life))
        {
            return null;
        }

        Sweep(now);
        var page = new Page(position.Offset, limit ?? position.Limit, cursor != "*");
        var next = cursor == "*" || cursorChanges ? NewCursor() : cursor;
        _open[next] = new Position(stay ? page.Offset : page.Next, page.Limit, now);
        return (page, next);
    }

    private static string NewCursor() => "AoE/+" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(40));

    private void Sweep(DateTimeOffset now)
    {
        if (_open.Count < SweepAt)
        {
            return;
        }

        foreach (var (cursor, _) in _open.Where(open => now - open.Value.UsedAt > Life))
        {
            _open.TryRemove(cursor, out _);
        }
    }

    private readonly record struct Position(int Offset, int Limit, DateTimeOffset UsedAt);
}
