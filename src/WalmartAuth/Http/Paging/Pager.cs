using System.Globalization;

namespace WalmartAuth.Http.Paging;

/// <summary>Pages through one call: determines the next request, the end of the list, and whether all of it was read.</summary>
internal sealed class Pager
{
    private const string CursorParameter = "nextCursor";
    private const string OffsetParameter = "offset";

    private readonly bool startsAtFirstRow;
    private readonly HashSet<string> seenCursors = new(StringComparer.Ordinal);
    private readonly HashSet<(string Cursor, int Page)> seenPages = [];
    private PagingScheme? scheme;
    private (string Cursor, int Page)? last;
    private bool movesByOffset;

    public Pager(ApiRequest request)
    {
        scheme = PagingScheme.Of(request);
        IsKnownList = scheme is not null;
        startsAtFirstRow = QueryString.Get(request.Address, CursorParameter) is null or "*" && Offset(request) == 0 && QueryString.Get(request.Address, "hasMoreElements") is null;
        var address = request.Address;
        if (scheme?.FirstCursor is { } cursor && QueryString.Get(address, CursorParameter) is null)
        {
            address = QueryString.With(address, CursorParameter, cursor);
        }

        if (scheme?.MaximumLimit is { } maximum && (QueryString.GetNumber(address, "limit") is not { } limit || limit > maximum))
        {
            address = QueryString.With(address, "limit", maximum);
        }

        First = address == request.Address ? request : request with { Address = address };
    }

    /// <summary>The request for the first page.</summary>
    public ApiRequest First { get; }

    /// <summary>True if the list of the endpoint is in the contract.</summary>
    public bool IsKnownList { get; }

    /// <summary>The number of pages read.</summary>
    public int Pages { get; private set; }

    /// <summary>The number of rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>The total number of rows in the last response that had one; null if none did.</summary>
    public long? Total { get; private set; }

    /// <summary>True if the last page repeats the one before it, so its rows must not be written.</summary>
    public bool IsRepetition { get; private set; }

    /// <summary>A warning about the last page or the end of the list.</summary>
    public string? Warning { get; private set; }

    /// <summary>True if rows are left according to the gateway's count, or if there is no count.</summary>
    public bool HasMoreRows => Total is not { } total || Rows < total;

    /// <summary>The path of the rows in the page; null if the page is not a list.</summary>
    public string? RowsPath(Func<string, object?> page) => (scheme ??= PagingScheme.Detect(page))?.RowsPath;

    /// <summary>Records a page and returns the request for the next one; null at the end.</summary>
    /// <param name="request">The request for the page.</param>
    /// <param name="page">Reads a value from the page by its dotted path.</param>
    /// <param name="rows">The number of rows in the page; null if the expected list is missing.</param>
    /// <param name="text">The text of the page, to detect repeated pages.</param>
    /// <exception cref="WalmartException">There is a next page, but it cannot be followed: PagingLoop, HostNotAllowed, or InvalidResponse if the rows are missing.</exception>
    public ApiRequest? Next(ApiRequest request, Func<string, object?> page, int? rows, string text)
    {
        Pages++;
        IsRepetition = false;
        Warning = null;
        Total = PagingScheme.Total(page) ?? Total;
        scheme ??= PagingScheme.Detect(page);
        if (scheme is null)
        {
            return null;
        }

        var cursor = Cursor(page);
        if (rows is null && scheme.RowsPath is not null)
        {
            return cursor is not null && HasMoreRows
                ? throw new WalmartException(WalmartErrorId.InvalidResponse, AnswerMessages.NextPageWithoutRows(Pages, First.Label, scheme.RowsPath, Progress), target: First.Target)
                : EndWithoutRows();
        }

        if (rows == 0)
        {
            return End();
        }

        var current = (cursor ?? "", StringComparer.Ordinal.GetHashCode(text));
        if (cursor is not null && seenPages.Contains(current))
        {
            IsRepetition = true;
            if (current != last || !scheme.MayPageByOffset || movesByOffset)
            {
                throw Loop();
            }

            // A cursor that only identifies a snapshot returns the same page until an offset moves it (contract §7). This is tried once.
            Pages--;
            movesByOffset = true;
            return request with { Address = ResolveNext(request.Address, cursor) };
        }

        Rows += rows ?? 0;
        if (scheme.Kind == CursorKind.Offset || (cursor is null && scheme.ElseByOffset && seenCursors.Count == 0))
        {
            return NextOffset(request, rows ?? 0);
        }

        if (cursor is null)
        {
            return End();
        }

        var isLoop = IsLoop(request, cursor);
        seenPages.Add(current);
        last = current;
        return isLoop ? throw Loop() : request with { Address = ResolveNext(request.Address, cursor) };
    }

    /// <summary>Ends the list, with a warning if rows are missing according to the gateway's count.</summary>
    public ApiRequest? End()
    {
        Warning = startsAtFirstRow && Total is { } total && Rows < total
            ? AnswerMessages.FewerRowsThanCounted(First.Label, Rows, total)
            : null;
        return null;
    }

    /// <summary>The progress, for messages.</summary>
    public string Progress => Rows == 0
        ? AnswerMessages.PagesWereRead(Pages)
        : AnswerMessages.RowsWereRead(Rows, Total, Pages);

    private static long Offset(ApiRequest request) => QueryString.GetNumber(request.Address, OffsetParameter) ?? 0;

    private string? Cursor(Func<string, object?> page) => scheme!.CursorPath is not { } path ? null
        : scheme.Kind == CursorKind.NextOffset ? PagingScheme.Number(page(path)) is { } offset and >= 0 ? offset.ToString(CultureInfo.InvariantCulture) : null
        : page(path) is string { Length: > 0 } cursor ? cursor : null;

    private ApiRequest? EndWithoutRows()
    {
        End();
        Warning ??= Total == 0 ? null : AnswerMessages.NoRowsWhereExpected(First.Label, scheme!.RowsPath);
        return null;
    }

    private ApiRequest? NextOffset(ApiRequest request, int rows)
    {
        var next = Offset(request) + rows;
        var hasMore = Total is { } total ? next < total : QueryString.GetNumber(request.Address, "limit") is { } limit && rows >= limit;
        return hasMore ? request with { Address = QueryString.With(request.Address, OffsetParameter, next) } : null;
    }

    private bool IsLoop(ApiRequest request, string cursor)
    {
        var isNewCursor = seenCursors.Add(cursor);
        return scheme!.Kind switch
        {
            CursorKind.Query => !isNewCursor,
            CursorKind.NextOffset => PagingScheme.Number(cursor) <= Offset(request),
            // A cursor that returns after another one forms a loop; Walmart's count says whether to trust it.
            _ => !isNewCursor && last?.Cursor != cursor && (Total is null || Rows >= Total),
        };
    }

    private WalmartException Loop() =>
        new(WalmartErrorId.PagingLoop, AnswerMessages.ReturnsSamePageRepeatedly(First.Label, Progress), target: First.Target);

    private Uri ResolveNext(Uri address, string cursor)
    {
        switch (scheme!.Kind)
        {
            case CursorKind.Query:
                return QueryString.Replace(address, cursor);
            case CursorKind.NextOffset:
                return QueryString.With(address, OffsetParameter, cursor);
        }

        // A supplier's cursor may be a link (contract §7). It comes from outside, so it must stay on the session's host.
        var isLink = cursor.StartsWith("/v3/", StringComparison.OrdinalIgnoreCase)
            || cursor.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || cursor.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (!isLink)
        {
            var next = QueryString.With(address, CursorParameter, cursor);
            return movesByOffset ? QueryString.With(next, OffsetParameter, Rows) : next;
        }

        return Uri.TryCreate(address, cursor, out var link) && GatewayAddress.SameHost(link, address)
            ? link
            : throw new WalmartException(WalmartErrorId.HostNotAllowed, AnswerMessages.NextPageIsOnAnotherHost(First.Label, link is null ? "" : $", {link.Host}", Progress), target: First.Target);
    }
}
