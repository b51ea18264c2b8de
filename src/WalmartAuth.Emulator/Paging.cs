using System.Globalization;
using System.Text;

namespace WalmartAuth.Emulator;

/// <summary>Reads cursors and creates the next ones, with the faults that affect them (contract §7).</summary>
internal sealed class Paging(EmulatorState state)
{
    public const int MaxLimit = 1000;
    private const string Field = "nextCursor";
    private const string OpaqueStart = "Ao+/";

    private FaultPlan Faults => state.Faults;

    /// <summary>A number in the query, or null if it is not a number.</summary>
    public static int? Number(RequestContext request, string name, int usual) =>
        request.Parameter(name) is not { } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    public static bool HasLimit(RequestContext request, int usual, int max, out int limit)
    {
        limit = Number(request, "limit", usual) ?? 0;
        return limit >= 1 && limit <= max;
    }

    public static Answer InvalidLimit(int max = MaxLimit) => GatewayError.BadRequest("limit", $"The limit must be a number from 1 to {max}.");

    public static Answer InvalidCursor(string why) => GatewayError.BadRequest(Field, why);

    /// <summary>The page that a call with query cursors requests, or an error. The order and the encoding of a cursor query do not matter.</summary>
    /// <param name="request">The call.</param>
    /// <param name="usualLimit">The limit if the call has none.</param>
    /// <param name="filters">The parameters that a cursor repeats.</param>
    public (Page Page, Answer? Refusal) FromQuery(RequestContext request, int usualLimit, params string[] filters)
    {
        if (!HasLimit(request, usualLimit, MaxLimit, out var limit))
        {
            return (default, InvalidLimit());
        }

        if (request.Parameter("poIndex") is null)
        {
            return (new Page(0, limit), null);
        }

        if (Number(request, "poIndex", 0) is not { } position || Number(request, "soIndex", 0) is not { } total)
        {
            return (default, InvalidCursor("The cursor is not valid."));
        }

        return Faults.Takes(FaultKind.Strict, request) && QueryCursor(request, limit, position, total, filters) != "?" + request.Query
                ? (default, InvalidCursor("The cursor differs from the one that was issued."))
            : Expired(request) is { } expired ? (default, expired)
            : (new Page(position, limit, true), null);
    }

    /// <summary>The page that a call with an opaque cursor requests, or an error.</summary>
    /// <param name="request">The call.</param>
    /// <param name="family">The kind of list the cursor belongs to.</param>
    /// <param name="parameter">The query parameter of the cursor.</param>
    /// <param name="usualLimit">The limit if neither the call nor the cursor has one.</param>
    /// <param name="maxLimit">The largest limit.</param>
    /// <param name="sameLimit">Whether every page must repeat the limit of the first one.</param>
    public (Page Page, Answer? Refusal) FromOpaque(RequestContext request, string family, string parameter, int usualLimit, int maxLimit = MaxLimit, bool sameLimit = false)
    {
        var cursor = Cursor(request, parameter);
        var hasCursor = cursor is not (null or "*");
        var position = hasCursor ? ReadOpaque(family, cursor!) : (0, usualLimit);
        if (position is not { } known)
        {
            return (default, InvalidCursor("The cursor is not valid."));
        }

        return !HasLimit(request, sameLimit ? usualLimit : known.Limit, maxLimit, out var limit) ? (default, InvalidLimit(maxLimit))
            : hasCursor && sameLimit && limit != known.Limit ? (default, InvalidCursor("The cursor is invalid or expired: it belongs to another limit."))
            : hasCursor && Expired(request) is { } expired ? (default, expired)
            : (new Page(known.Offset, limit, hasCursor), null);
    }

    /// <summary>The cursor of a call. A bare <c>+</c> arrives as a space; Walmart's own cursors contain some, and clients send them unencoded.</summary>
    public string? Cursor(RequestContext request, string parameter) =>
        request.Parameter(parameter) is { } cursor && cursor.Contains(' ') && !Faults.Takes(FaultKind.Strict, request)
            ? cursor.Replace(' ', '+')
            : request.Parameter(parameter);

    /// <summary>The cursor to the next page, or null at the end.</summary>
    public string? Next(RequestContext request, Page page, int total, Func<int, string> make)
    {
        if (page.Next >= total || Faults.Takes(FaultKind.MissingCursor, request))
        {
            return null;
        }

        return Foreign(request) ?? make(
            Faults.Takes(FaultKind.SameCursor, request) ? page.Offset
            : page.Offset > 0 && Faults.Takes(FaultKind.CursorRing, request) ? 0
            : page.Next);
    }

    /// <summary>A complete query.</summary>
    public static string QueryCursor(RequestContext request, int limit, int next, int total, params string[] filters)
    {
        var kept = string.Concat(filters.Select(name => request.Parameter(name) is { } value ? $"&{name}={Uri.EscapeDataString(value)}" : string.Empty));
        return $"?limit={limit}&hasMoreElements=true&soIndex={total}&poIndex={next}&partnerId={request.Token!.Account.PartnerId}{kept}";
    }

    /// <summary>A cursor that must be escaped in a query: it contains <c>+</c>, <c>/</c> and <c>=</c>.</summary>
    public static string OpaqueCursor(string family, int next, int limit)
    {
        // A length that is not a multiple of three leaves the = of Base64 at the end.
        var text = $"{family}:{next}:{limit}";
        text += text.Length % 3 == 0 ? ";" : string.Empty;
        return OpaqueStart + Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>A link to another host instead of a cursor, if a fault requires it.</summary>
    public string? Foreign(RequestContext request) =>
        Faults.TryTake(FaultKind.ForeignLinkCursor, request, out var foreign)
            ? foreign.Value ?? new Uri(state.Files, request.Path + "?cursor=elsewhere").AbsoluteUri
            : null;

    /// <summary>The response to an expired cursor, if a fault requires it.</summary>
    public Answer? Expired(RequestContext request) => Faults.Takes(FaultKind.ExpiredCursor, request) ? InvalidCursor("The cursor has expired.") : null;

    /// <summary>The 404 of a list without rows, if a fault requires it.</summary>
    public Answer? Empty(RequestContext request, int total, string service) =>
        total == 0 && Faults.Takes(FaultKind.EmptyListNotFound, request) ? GatewayError.NotFound("content", "There is no content.", service) : null;

    public bool IsByOffset(RequestContext request) => Faults.Takes(FaultKind.OffsetPaging, request);

    public static (int Offset, int Limit)? ReadOpaque(string family, string cursor)
    {
        var buffer = new byte[cursor.Length];
        if (!cursor.StartsWith(OpaqueStart, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(cursor[OpaqueStart.Length..], buffer, out var length))
        {
            return null;
        }

        return Encoding.ASCII.GetString(buffer, 0, length).TrimEnd(';').Split(':') is [var named, var offset, var limit]
            && named == family
            && int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var next)
            && int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
                ? (next, rows)
                : null;
    }
}

/// <summary>The range of rows that a call requests.</summary>
/// <param name="Offset">The first row.</param>
/// <param name="Limit">The number of rows.</param>
/// <param name="HasCursor">Whether the caller sent a cursor.</param>
internal readonly record struct Page(int Offset, int Limit, bool HasCursor = false)
{
    public int Next => Offset + Limit;

    /// <summary>The rows of the page, generated from their numbers.</summary>
    public object[] Rows(int total, Func<int, object> row) =>
        [.. Enumerable.Range(Offset, Math.Max(0, Math.Min(Limit, total - Offset))).Select(row)];
}
