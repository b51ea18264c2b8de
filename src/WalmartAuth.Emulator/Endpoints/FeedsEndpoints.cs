namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Feeds: upload, list by offset, and a status that progresses (contract §7, §8).</summary>
internal sealed class FeedsEndpoints(EmulatorState state) : IEndpoints
{
    private const string Path = "/v3/feeds";
    private const string Service = "GMP_FEED_API";
    private const int UsualLimit = 50;

    /// <summary>An item whose SKU starts with this fails in every feed.</summary>
    private const string FailingSku = "BAD";

    /// <summary>Feeds that create items; in every other feed, an item that the seller does not have fails.</summary>
    private static readonly HashSet<string> ItemSetup = new(StringComparer.OrdinalIgnoreCase) { "item", "MP_ITEM", "MP_ITEM_MATCH", "MP_WFS_ITEM", "OMNI_WFS" };

    public IEnumerable<Route> Routes =>
    [
        new("POST", Path, Upload)
        {
            ScopeOf = Scope,
            Produces = string.Empty,
            Consumes = ["multipart/form-data", "application/json", "application/xml", "text/xml", "application/octet-stream"],
            NeedsContentType = true,
            SaysRetryAfter = true,
        },
        new("GET", Path, List) { Scope = "feeds" },
        new("GET", Path + "/{feedId}", One) { Scope = "feeds" },
    ];

    /// <summary>A feed needs the scope of its type in addition to the one for feeds (contract §8).</summary>
    private static string Scope(RequestContext request)
    {
        var scopes = request.Token!.Account.Scopes;
        var type = request.Parameter("feedType")?.ToUpperInvariant() ?? string.Empty;
        var own = type.Contains("PRICE", StringComparison.Ordinal) || type.Contains("PROMO", StringComparison.Ordinal) ? "price"
            : type.Contains("INVENTORY", StringComparison.Ordinal) ? "inventory"
            : "item";
        return AccessLevel.Allows(scopes, "feeds", write: true) ? own : "feeds";
    }

    private Answer Upload(RequestContext request)
    {
        if (request.Parameter("feedType") is not { } type)
        {
            return GatewayError.NoSuchRoute(request.Path);
        }

        if (request.BodyLength > state.Configuration.MaxFeedBytes)
        {
            return new GatewayError(413, "REQUEST_ENTITY_TOO_LARGE." + Service, "file", "The file is too large for its feed type.").ToAnswer();
        }

        var (file, wrong) = FeedFile.Read(request);
        if (wrong is not null)
        {
            return GatewayError.BadRequest("file", wrong, Service);
        }

        var items = FeedFile.Skus(file).Select(sku => new FeedItem(sku, ErrorOf(request, type, sku))).ToList();
        var feed = new Feed($"{Guid.NewGuid():N}".ToUpperInvariant() + "@AU8BAQA", type, state.Clock.Now, items, process: () => SetPrices(request.Data, type, file));
        request.Data.Feeds.Add(feed);
        return Acknowledged(request, state.Faults.Takes(FaultKind.MissingFeedId, request) ? null : feed.Id);
    }

    /// <summary>The changes of a price feed once it is processed.</summary>
    private static void SetPrices(SellerData data, string type, byte[] file)
    {
        if (!type.Equals("price", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (var (sku, price) in FeedFile.Prices(file))
        {
            if (data.Items.IndexOf(sku) is var index and >= 0)
            {
                data.Items.SetPrice(index, price);
            }
        }
    }

    private static string? ErrorOf(RequestContext request, string type, string sku) =>
        sku.StartsWith(FailingSku, StringComparison.OrdinalIgnoreCase) ? "The item data is not valid."
        : !ItemSetup.Contains(type) && request.Data.Items.IndexOf(sku) < 0 ? "No item has this SKU."
        : null;

    /// <summary>A success with <c>"errors": null</c>.</summary>
    private static Answer Acknowledged(RequestContext request, string? feedId)
    {
        if (!request.Accepts("json") && request.Accepts("xml"))
        {
            var id = feedId is null ? string.Empty : $"<ns2:feedId>{feedId}</ns2:feedId>";
            return Answer.Xml($"<ns2:FeedAcknowledgement xmlns:ns2=\"http://walmart.com/\">{id}</ns2:FeedAcknowledgement>");
        }

        return Answer.Json(new { feedId, additionalAttributes = EmulatorJson.Null, errors = EmulatorJson.Null });
    }

    private static Answer List(RequestContext request)
    {
        if (PageOf(request, out var page) is { } refusal)
        {
            return refusal;
        }

        var one = request.Parameter("feedId") is { } id ? request.Data.Feeds.Find(id) : null;
        var (feeds, total) = request.Parameter("feedId") is null ? request.Data.Feeds.Page(page.Offset, page.Limit) : (one is null ? [] : [one], one is null ? 0 : 1);
        return Answer.Json(new { totalResults = total, offset = page.Offset, limit = page.Limit, results = new { feed = feeds.Select(feed => feed.Row()) } });
    }

    private static Answer One(RequestContext request)
    {
        if (request.Data.Feeds.Find(request.Segment(2)) is not { } feed)
        {
            return GatewayError.NotFound("feedId", "No feed has this id.", Service);
        }

        if (PageOf(request, out var page) is { } refusal)
        {
            return refusal;
        }

        if (!page.HasCursor && page.Offset == 0)
        {
            feed.Poll();
        }

        // Suppliers page the items of a feed by a cursor, sellers by an offset.
        var next = request.Host.Kind == HostKind.Supplier && page.Next < feed.Items.Count ? Paging.OpaqueCursor("feed", page.Next, page.Limit) : null;
        return Answer.Json(request.Parameter("includeDetails") == "true" ? feed.Row(page, next) : feed.Row());
    }

    private static Answer? PageOf(RequestContext request, out Page page)
    {
        page = default;
        if (!Paging.HasLimit(request, UsualLimit, Paging.MaxLimit, out var limit))
        {
            return Paging.InvalidLimit();
        }

        if (request.Parameter("nextCursor") is { } cursor)
        {
            if (Paging.ReadOpaque("feed", cursor) is not { } known)
            {
                return Paging.InvalidCursor("The cursor is not valid.");
            }

            page = new Page(known.Offset, known.Limit, true);
            return null;
        }

        if (Paging.Number(request, "offset", 0) is not { } offset)
        {
            return GatewayError.BadRequest("offset", "The offset must be a number.", Service);
        }

        page = new Page(offset, limit);
        return null;
    }
}
