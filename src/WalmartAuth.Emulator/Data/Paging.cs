namespace WalmartAuth.Emulator;

/// <summary>Reads cursors and makes the next ones, with the faults that concern them (contract §7).</summary>
internal sealed class Paging(FaultPlan faults, Func<Uri> files)
{
    private const string Field = "nextCursor";

    /// <summary>The page that a call with query cursors asks for, or why not.</summary>
    public (PageQuery Page, Answer? Refusal) Query(Exchange exchange, int usualLimit) =>
        Cursors.ReadQuery(exchange) is not { } position ? (default, Invalid("The cursor is not as it was given out."))
        : Checked(exchange, position < 0 ? 0 : position, position >= 0, usualLimit);

    /// <summary>The page that a call with an opaque cursor asks for, or why not.</summary>
    public (PageQuery Page, Answer? Refusal) Opaque(Exchange exchange, string family, string parameter, int usualLimit)
    {
        if (exchange.Parameter(parameter) is not { } cursor || cursor == "*")
        {
            return Checked(exchange, 0, false, usualLimit);
        }

        return Cursors.ReadOpaque(family, cursor) is { } position
            ? Checked(exchange, position, true, usualLimit)
            : (default, Invalid("The cursor is not as it was given out."));
    }

    /// <summary>The cursor to the next page, or null at the end.</summary>
    public string? Next(Exchange exchange, PageQuery page, int total, Func<int, string> make)
    {
        if (page.Next >= total)
        {
            return null;
        }

        return Foreign(exchange) ?? make(faults.Takes(FaultKind.SameCursor, exchange) ? page.Offset : page.Next);
    }

    /// <summary>A link to another host in place of a cursor, if the plan says so.</summary>
    public string? Foreign(Exchange exchange) =>
        faults.TryTake(FaultKind.ForeignLinkCursor, exchange, out var foreign)
            ? foreign.Value ?? new Uri(files(), exchange.Path + "?cursor=elsewhere").AbsoluteUri
            : null;

    /// <summary>Whether a fault may change what this page says, so that it must not come from the cache.</summary>
    public bool IsDisturbed => faults.Any(FaultKind.ForeignLinkCursor, FaultKind.SameCursor);

    /// <summary>The answer to a cursor that is too old, if the plan says so.</summary>
    public Answer? Expired(Exchange exchange) => faults.Takes(FaultKind.ExpiredCursor, exchange) ? Expired() : null;

    public static Answer Expired() => Invalid("The cursor has expired.");

    public static Answer Invalid(string why) => GatewayError.BadRequest(Field, why);

    public static Answer InvalidLimit() => GatewayError.BadRequest("limit", "The limit must be a number from 1 to 1000.");

    private (PageQuery Page, Answer? Refusal) Checked(Exchange exchange, int offset, bool hasCursor, int usualLimit) =>
        PageQuery.LimitOf(exchange, usualLimit) is not { } limit ? (default, InvalidLimit())
        : hasCursor && Expired(exchange) is { } expired ? (default, expired)
        : (new PageQuery(offset, limit, hasCursor), null);
}
