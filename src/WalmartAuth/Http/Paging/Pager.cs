using System.Globalization;

namespace WalmartAuth.Http.Paging;

/// <summary>Goes from page to page of one call: says what to ask for next, and when the end is reached.</summary>
internal sealed class Pager
{
    private const string CursorParameter = "nextCursor";

    private readonly ApiRequest first;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private PagingScheme? scheme;
    private string? lastCursor;
    private int lastHash;

    public Pager(ApiRequest request)
    {
        scheme = PagingScheme.Of(request.Method, request.Path);
        first = scheme?.FirstCursor is { } cursor && QueryString.Get(request.Address, CursorParameter) is null
            ? request with { Address = QueryString.With(request.Address, CursorParameter, cursor) }
            : request;
    }

    /// <summary>The request for the first page.</summary>
    public ApiRequest First => first;

    /// <summary>How many pages were read.</summary>
    public int Pages { get; private set; }

    /// <summary>How many rows were read.</summary>
    public long Rows { get; private set; }

    /// <summary>The number of all rows, where an answer said so.</summary>
    public long? Total { get; private set; }

    /// <summary>True where the gateway's own count says that rows are left, or where it has none.</summary>
    public bool HasMoreRows => Total is not { } total || Rows < total;

    /// <summary>Where the rows of the page stand; null where the page is no list.</summary>
    public string? RowsPath(Func<string, object?> page) => (scheme ??= PagingScheme.Detect(page))?.RowsPath;

    /// <summary>Takes note of a page and gives the request for the next one; null at the end.</summary>
    /// <param name="request">The request that the page answers.</param>
    /// <param name="page">Reads a value out of the page by its dotted path.</param>
    /// <param name="rows">How many rows the page has; null where that is not known.</param>
    /// <param name="text">The page as it came, for recognizing a repetition.</param>
    /// <exception cref="WalmartException">PagingLoop or HostNotAllowed: there is a next page, and it cannot be followed.</exception>
    public ApiRequest? Next(ApiRequest request, Func<string, object?> page, int? rows, string text)
    {
        Pages++;
        Rows += rows ?? 0;
        Total ??= PagingScheme.Total(page);
        scheme ??= PagingScheme.Detect(page);
        if (scheme is null || rows == 0)
        {
            return null;
        }

        if (scheme.Kind == CursorKind.Offset)
        {
            return Total is { } total && rows is { } count && Offset(request) + count < total
                ? request with { Address = QueryString.With(request.Address, "offset", (Offset(request) + count).ToString(CultureInfo.InvariantCulture)) }
                : null;
        }

        if (page(scheme.CursorPath!) is not string { Length: > 0 } cursor)
        {
            return null;
        }

        DetectLoop(cursor, text);
        return request with { Address = ResolveNext(request.Address, cursor) };
    }

    private static long Offset(ApiRequest request) =>
        long.TryParse(QueryString.Get(request.Address, "offset"), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;

    private Uri ResolveNext(Uri address, string cursor)
    {
        if (scheme!.Kind == CursorKind.Query)
        {
            return QueryString.Replace(address, cursor);
        }

        // A supplier's cursor may be a link (contract §7); it comes from outside, so it never leaves the session's host.
        var isLink = cursor.StartsWith("/v3/", StringComparison.OrdinalIgnoreCase)
            || cursor.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || cursor.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (!isLink)
        {
            return QueryString.With(address, CursorParameter, cursor);
        }

        return Uri.TryCreate(address, cursor, out var link) && GatewayAddress.SameHost(link, address)
            ? link
            : throw new WalmartException(WalmartErrorId.HostNotAllowed, $"The next page of {first.Label} is on another host{(link is null ? "" : $", {link.Host}")}; it is not followed. {Progress}", target: first.Target);
    }

    private void DetectLoop(string cursor, string text)
    {
        var hash = StringComparer.Ordinal.GetHashCode(text);
        var isRepeated = scheme!.Kind == CursorKind.Query
            ? !seen.Add(cursor)
            : cursor == lastCursor && hash == lastHash;
        lastCursor = cursor;
        lastHash = hash;
        if (isRepeated)
        {
            throw new WalmartException(WalmartErrorId.PagingLoop, $"{first.Label} gives the same page again and again. {Progress}", target: first.Target);
        }
    }

    /// <summary>How far it came, for messages.</summary>
    public string Progress => Rows == 0 ? string.Format(CultureInfo.InvariantCulture, "{0} pages were read.", Pages) : string.Format(CultureInfo.InvariantCulture, "{0}{1} rows were read, up to page {2}.", Rows, Total is { } total ? string.Format(CultureInfo.InvariantCulture, " of {0}", total) : "", Pages);
}
