using System.Globalization;

namespace WalmartAuth.Emulator;

/// <summary>The part of the rows that a call asks for.</summary>
/// <param name="Offset">The first row.</param>
/// <param name="Limit">The number of rows.</param>
/// <param name="HasCursor">Whether the caller sent a cursor.</param>
internal readonly record struct PageQuery(int Offset, int Limit, bool HasCursor)
{
    private const int MaxLimit = 1000;

    public int Next => Offset + Limit;

    /// <summary>The limit of the query, or null where it is no number from 1 to 1,000.</summary>
    public static int? LimitOf(Exchange exchange, int usual) => Number(exchange, "limit", usual) is { } limit and >= 1 and <= MaxLimit ? limit : null;

    public static int? Number(Exchange exchange, string name, int usual) =>
        exchange.Parameter(name) is not { } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}
