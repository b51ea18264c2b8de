namespace WalmartAuth.Http.Paging;

/// <summary>What an endpoint's cursor is (contract §7).</summary>
internal enum CursorKind
{
    /// <summary>A ready query that starts with a question mark, used verbatim as the whole query. A repeated one is a loop.</summary>
    Query,

    /// <summary>An opaque text for the query parameter nextCursor. It may stay the same on every page. It may also be a link.</summary>
    Opaque,

    /// <summary>No cursor: offset, limit and a total.</summary>
    Offset,

    /// <summary>A number for the query parameter offset; -1 at the end.</summary>
    NextOffset,
}
