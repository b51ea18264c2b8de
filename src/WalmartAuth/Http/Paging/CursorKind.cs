namespace WalmartAuth.Http.Paging;

/// <summary>What an endpoint's cursor is (contract §7).</summary>
internal enum CursorKind
{
    /// <summary>A complete query that starts with a question mark and is used unchanged. A repeated one is a loop.</summary>
    Query,

    /// <summary>An opaque value for the query parameter nextCursor. It may stay the same on every page. It may also be a link.</summary>
    Opaque,

    /// <summary>No cursor: offset, limit and a total.</summary>
    Offset,

    /// <summary>A number for the query parameter offset; -1 on the last page.</summary>
    NextOffset,
}
