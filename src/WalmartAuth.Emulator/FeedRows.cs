using System.Collections.Concurrent;

namespace WalmartAuth.Emulator;

/// <summary>The feeds: the initial ones, preceded by the uploaded ones.</summary>
internal sealed class FeedRows
{
    private readonly Lock _gate = new();
    private readonly List<Feed> _oldestFirst = [];
    private readonly ConcurrentDictionary<string, Feed> _byId = new();

    public FeedRows(int count, int shop)
    {
        var newest = DateTimeOffset.UtcNow;
        for (var index = count - 1; index >= 0; index--)
        {
            Add(new Feed(SampleData.FeedId(index, shop), "MP_ITEM", newest.AddHours(-3.0 * (index + 1)), [new FeedItem(SampleData.Sku(index), null)], index % 15 == 14 ? "ERROR" : "PROCESSED"));
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

    /// <summary>The feeds, newest first, and their number.</summary>
    public (IReadOnlyList<Feed> Page, int Total) Page(int offset, int limit)
    {
        lock (_gate)
        {
            return ([.. _oldestFirst.AsEnumerable().Reverse().Skip(offset).Take(limit)], _oldestFirst.Count);
        }
    }
}

/// <summary>A row of an uploaded file, and why it fails, if it does.</summary>
internal sealed record FeedItem(string Sku, string? Error);

/// <summary>A feed and its progress: one step for each status request (contract §8).</summary>
internal sealed class Feed(string id, string type, DateTimeOffset date, IReadOnlyList<FeedItem> items, string? fixedStatus = null, Action? process = null)
{
    private static readonly string[] Steps = ["RECEIVED", "INPROGRESS", "PROCESSED"];
    private int _polls;

    public string Id { get; } = id;

    public IReadOnlyList<FeedItem> Items { get; } = items;

    public string Status => fixedStatus ?? Steps[Math.Clamp(Volatile.Read(ref _polls) - 1, 0, Steps.Length - 1)];

    public void Poll()
    {
        if (Interlocked.Increment(ref _polls) == Steps.Length)
        {
            process?.Invoke();
        }
    }

    /// <summary>The current state of the feed.</summary>
    /// <param name="details">The page of its items, or null without them.</param>
    /// <param name="nextCursor">The cursor to the next page of items, if there is one.</param>
    public object Row(Page? details = null, string? nextCursor = null)
    {
        var done = Status is "PROCESSED" or "ERROR";
        var failed = done ? Items.Count(item => item.Error is not null) : 0;
        return new
        {
            feedId = Id,
            feedSource = "MARKETPLACE_PARTNER",
            feedType = type,
            partnerId = "10001",
            itemsReceived = Items.Count,
            itemsSucceeded = done ? Items.Count - failed : 0,
            itemsFailed = failed,
            itemsProcessing = done ? 0 : Items.Count,
            feedStatus = Status,
            feedDate = date.ToUnixTimeMilliseconds(),
            offset = details?.Offset,
            limit = details?.Limit,
            itemDetails = details is { } page ? new { itemIngestionStatus = page.Rows(Items.Count, index => Detail(Items[index], index, done)) } : null,
            nextCursor,
        };
    }

    private static object Detail(FeedItem item, int index, bool done) => new
    {
        martId = 0,
        sku = item.Sku,
        index,
        ingestionStatus = !done ? "INPROGRESS" : item.Error is null ? "SUCCESS" : "DATA_ERROR",
        ingestionErrors = done && item.Error is not null
            ? new { ingestionError = new[] { new { type = "DATA_ERROR", code = "ERR_EXT_DATA_0101119", field = "sku", description = item.Error } } }
            : null,
    };
}
