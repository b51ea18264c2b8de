using System.Collections;
using System.Text.RegularExpressions;

namespace WalmartAuth.Http.Paging;

/// <summary>How an endpoint pages: the paths of its next cursor and its rows (contract §7).</summary>
/// <param name="Kind">The kind of cursor.</param>
/// <param name="CursorPath">The path of the next cursor; null if the endpoint pages by offset.</param>
/// <param name="RowsPath">The path of the rows; null if not known.</param>
internal sealed record PagingScheme(CursorKind Kind, string? CursorPath, string? RowsPath)
{
    // In the order of contract §7. The paths are matched at their end, because a base address may have a prefix.
    private static readonly (HttpMethod Method, Regex Path, PagingScheme Scheme)[] Known =
    [
        (HttpMethod.Get, Match("orders(/released)?"), new(CursorKind.Query, "list.meta.nextCursor", "list.elements.order")),
        (HttpMethod.Get, Match("returns"), new(CursorKind.Query, "meta.nextCursor", "returnOrders")),
        (HttpMethod.Get, Match("items"), new(CursorKind.Opaque, "nextCursor", "ItemResponse") { FirstCursor = "*", MayPageByOffset = true }),
        (HttpMethod.Get, Match("inventories"), new(CursorKind.Opaque, "meta.nextCursor", "elements.inventories") { MaximumLimit = 50 }),
        (HttpMethod.Get, Match("report/reconreport/reconFileJson"), new(CursorKind.NextOffset, "nextOffset", "reportData")),
        (HttpMethod.Get, Match("feeds/[^/]+"), new(CursorKind.Opaque, "nextCursor", "itemDetails.itemIngestionStatus") { RequiredParameter = "includeDetails", ElseByOffset = true }),
        (HttpMethod.Post, Match("items/catalog/search"), new(CursorKind.Opaque, "nextCursor", "payload")),
        (HttpMethod.Get, Match("feeds"), new(CursorKind.Offset, null, "results.feed")),
    ];

    // Endpoints that are not in the contract have cursor and rows in the same places as the known ones, if they page at all.
    private static readonly string[] UsualCursorPaths = ["list.meta.nextCursor", "meta.nextCursor", "nextCursor"];

    private static readonly string[] TotalPaths = ["list.meta.totalCount", "meta.totalCount", "totalItems", "totalResults", "totalCount", "totalRecords", "meta.totalRecords", "itemsReceived"];

    /// <summary>The cursor for the first page; null if none is needed.</summary>
    public string? FirstCursor { get; init; }

    /// <summary>True if the cursor may only identify a snapshot, and offset moves the page.</summary>
    public bool MayPageByOffset { get; init; }

    /// <summary>True if a response without a cursor continues by offset until its total: the sellers' form of a supplier's list.</summary>
    public bool ElseByOffset { get; init; }

    /// <summary>The largest limit, which every page then repeats; null if not known.</summary>
    public int? MaximumLimit { get; init; }

    /// <summary>A query parameter that must be <c>true</c> for the response to be a list.</summary>
    public string? RequiredParameter { get; init; }

    /// <summary>The scheme of an endpoint, or null if it is not a known one.</summary>
    public static PagingScheme? Of(ApiRequest request)
    {
        var scheme = Known.FirstOrDefault(k => k.Method == request.Method && k.Path.IsMatch(request.Path)).Scheme;
        return scheme?.RequiredParameter is not { } name || string.Equals(QueryString.Get(request.Address, name), "true", StringComparison.OrdinalIgnoreCase) ? scheme : null;
    }

    /// <summary>The scheme of an endpoint that is not in the contract, based on its first response; null if that does not look like a page.</summary>
    public static PagingScheme? Detect(Func<string, object?> page)
    {
        var cursor = UsualCursorPaths.FirstOrDefault(p => page(p) is string { Length: > 0 });
        var rows = Known.Select(k => k.Scheme.RowsPath!).FirstOrDefault(p => page(p) is IList);
        if (cursor is null && rows is null)
        {
            return null;
        }

        var isQuery = cursor is not null && ((string)page(cursor)!).StartsWith("?", StringComparison.Ordinal);
        return new PagingScheme(isQuery ? CursorKind.Query : CursorKind.Opaque, cursor ?? UsualCursorPaths[0], rows);
    }

    /// <summary>The total number of rows, if the page has it.</summary>
    public static long? Total(Func<string, object?> page) => Number(TotalPaths.Select(page).FirstOrDefault(v => v is not null));

    /// <summary>An integer, as a number or as a string.</summary>
    public static long? Number(object? value) => value is long number ? number : long.TryParse(value as string, out var parsed) ? parsed : null;

    private static Regex Match(string path) => new($"/v3/{path}/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
