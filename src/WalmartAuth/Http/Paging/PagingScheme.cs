using System.Collections;
using System.Text.RegularExpressions;

namespace WalmartAuth.Http.Paging;

/// <summary>How one endpoint pages: where its next cursor stands and where its rows (contract §7).</summary>
/// <param name="Kind">What its cursor is.</param>
/// <param name="CursorPath">Where the next cursor stands; null where it pages by offset.</param>
/// <param name="RowsPath">Where the rows stand; null where that is not known.</param>
internal sealed record PagingScheme(CursorKind Kind, string? CursorPath, string? RowsPath)
{
    // In contract §7's order. The paths are matched at their end, because a base address may have a prefix.
    private static readonly (HttpMethod Method, Regex Path, PagingScheme Scheme)[] Known =
    [
        (HttpMethod.Get, Match("orders(/released)?"), new(CursorKind.Query, "list.meta.nextCursor", "list.elements.order")),
        (HttpMethod.Get, Match("returns"), new(CursorKind.Query, "meta.nextCursor", "returnOrders")),
        (HttpMethod.Get, Match("items"), new(CursorKind.Opaque, "nextCursor", "ItemResponse") { FirstCursor = "*" }),
        (HttpMethod.Get, Match("inventories"), new(CursorKind.Opaque, "meta.nextCursor", "elements.inventories")),
        (HttpMethod.Post, Match("items/catalog/search"), new(CursorKind.Opaque, "nextCursor", "payload")),
        (HttpMethod.Get, Match("feeds"), new(CursorKind.Offset, null, "results.feed")),
    ];

    // Endpoints that no page of the contract names keep cursor and rows where the known ones do, if they page at all.
    private static readonly string[] UsualCursorPaths = ["list.meta.nextCursor", "meta.nextCursor", "nextCursor"];

    private static readonly string[] TotalPaths = ["list.meta.totalCount", "meta.totalCount", "totalItems", "totalResults", "totalCount", "meta.totalRecords"];

    /// <summary>The cursor that asks for the first page; null where none is needed.</summary>
    public string? FirstCursor { get; init; }

    /// <summary>The scheme of an endpoint, or null where it is not a known one.</summary>
    public static PagingScheme? Of(HttpMethod method, string path) =>
        Known.FirstOrDefault(k => k.Method == method && k.Path.IsMatch(path)).Scheme;

    /// <summary>The scheme of an endpoint that the contract does not name, by what its first answer looks like; null where that does not look like a page.</summary>
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

    /// <summary>The number of all rows, where the page says so.</summary>
    public static long? Total(Func<string, object?> page)
    {
        var value = TotalPaths.Select(page).FirstOrDefault(v => v is not null);
        return value is long number ? number : long.TryParse(value as string, out var parsed) ? parsed : null;
    }

    private static Regex Match(string path) => new($"/v3/{path}/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
