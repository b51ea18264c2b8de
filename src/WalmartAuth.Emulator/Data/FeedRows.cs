using System.Collections.Concurrent;

namespace WalmartAuth.Emulator;

/// <summary>The feeds: those that were there before, and the uploaded ones in front of them.</summary>
internal sealed class FeedRows
{
    private readonly Lock _gate = new();
    private readonly List<Feed> _oldestFirst = [];
    private readonly ConcurrentDictionary<string, Feed> _byId = new();

    public FeedRows(int count)
    {
        var newest = DateTimeOffset.UtcNow;
        for (var index = count - 1; index >= 0; index--)
        {
            Add(new Feed(Seeds.FeedId(index), "MP_ITEM", newest.AddHours(-3.0 * (index + 1)), index % 15 == 14 ? "ERROR" : "PROCESSED"));
        }
    }

    public void Add(Feed feed)
    {
        lock (_gate)
        {
            _oldestFirst.Add(feed);
        }

        _byId[feed.Id] = feed;
    }

    public Feed? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The newest first, and how many there are.</summary>
    public (IReadOnlyList<Feed> Page, int Total) Page(int offset, int limit)
    {
        lock (_gate)
        {
            return ([.. _oldestFirst.AsEnumerable().Reverse().Skip(offset).Take(limit)], _oldestFirst.Count);
        }
    }
}
