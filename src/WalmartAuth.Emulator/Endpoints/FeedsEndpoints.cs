namespace WalmartAuth.Emulator;

/// <summary>Feeds: upload, list by offset, and a status that steps on (contract §7, §8).</summary>
internal sealed class FeedsEndpoints(FeedRows feeds, EmulatorConfiguration configuration, EmulatorClock clock, FaultPlan faults) : IEndpoints
{
    private const string Path = "/v3/feeds";
    private const string Service = "GMP_FEED_API";
    private const int UsualLimit = 50;

    public IEnumerable<Route> Routes =>
    [
        new("POST", Path, Upload)
        {
            Scope = "feeds",
            Produces = string.Empty,
            Consumes = ["multipart/form-data", "application/json", "application/xml", "text/xml", "application/octet-stream"],
            NeedsContentType = true,
            SaysRetryAfter = true,
        },
        new("GET", Path, List) { Scope = "feeds" },
        new("GET", Path + "/{feedId}", One) { Scope = "feeds" },
    ];

    private Answer Upload(Exchange exchange)
    {
        // Parameters in the body instead of the query are answered as if there were no such route.
        if (exchange.Parameter("feedType") is not { } type)
        {
            return GatewayError.NoSuchRoute(exchange.Path);
        }

        if (exchange.Body.Length > configuration.MaxFeedBytes)
        {
            return new GatewayError(413, "REQUEST_ENTITY_TOO_LARGE." + Service, "file", "The file is too large for its feed type.").ToAnswer();
        }

        if (Wrong(exchange) is { } why)
        {
            return GatewayError.BadRequest("file", why, Service);
        }

        var feed = new Feed($"{Guid.NewGuid():N}".ToUpperInvariant() + "@AU8BAQA", type, clock.Now);
        feeds.Add(feed);
        return Acknowledged(exchange, faults.Takes(FaultKind.MissingFeedId, exchange) ? null : feed.Id);
    }

    private static string? Wrong(Exchange exchange)
    {
        if (exchange.Body.Length == 0)
        {
            return "The feed is empty.";
        }

        if (!exchange.ContentTypeIs("multipart/form-data"))
        {
            return null;
        }

        return MultipartFile.Read(exchange) is not { Name: "file", Parts: 1 } file ? "The upload must have one part, named file."
            : file.FileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.FileName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? null
            : "The file name must end in .json or .xml.";
    }

    /// <summary>A success that carries <c>"errors": null</c>.</summary>
    private static Answer Acknowledged(Exchange exchange, string? feedId)
    {
        if (!exchange.Accepts("json") && exchange.Accepts("xml"))
        {
            var id = feedId is null ? string.Empty : $"<ns2:feedId>{feedId}</ns2:feedId>";
            return Answer.Xml($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><ns2:FeedAcknowledgement xmlns:ns2=\"http://walmart.com/\">{id}</ns2:FeedAcknowledgement>");
        }

        return Answer.Json(JsonBody.Write(w =>
        {
            w.WriteStartObject();
            if (feedId is not null)
            {
                w.WriteString("feedId", feedId);
            }

            w.WriteNull("additionalAttributes");
            w.WriteNull("errors");
            w.WriteEndObject();
        }));
    }

    private Answer List(Exchange exchange)
    {
        if (PageQuery.LimitOf(exchange, UsualLimit) is not { } limit)
        {
            return Paging.InvalidLimit();
        }

        if (PageQuery.Number(exchange, "offset", 0) is not { } offset)
        {
            return GatewayError.BadRequest("offset", "The offset must be a number.", Service);
        }

        var (page, total) = exchange.Parameter("feedId") is { } id
            ? (feeds.Find(id) is { } one ? [one] : [], feeds.Find(id) is null ? 0 : 1)
            : feeds.Page(offset, limit);
        return Answer.Json(JsonBody.Write(w =>
        {
            w.WriteStartObject();
            w.WriteNumber("totalResults", total);
            w.WriteNumber("offset", offset);
            w.WriteNumber("limit", limit);
            w.WriteStartObject("results");
            w.WriteStartArray("feed");
            foreach (var feed in page)
            {
                feed.Write(w, withDetails: false);
            }

            w.WriteEndArray();
            w.WriteEndObject();
            w.WriteEndObject();
        }, 4096));
    }

    private Answer One(Exchange exchange)
    {
        if (feeds.Find(exchange.Segment(2)) is not { } feed)
        {
            return GatewayError.NotFound("feedId", "No feed has this id.", Service);
        }

        feed.Look();
        return Answer.Json(JsonBody.Write(w => feed.Write(w, exchange.Parameter("includeDetails") == "true")));
    }
}
