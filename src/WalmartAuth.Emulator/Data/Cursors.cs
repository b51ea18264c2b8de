using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WalmartAuth.Emulator;

/// <summary>The two kinds of cursor that stand by themselves (contract §7).</summary>
internal static class Cursors
{
    private const string OpaqueStart = "Ao+/";
    private const string SealName = "&cursorSeal=";

    /// <summary>A cursor that must be escaped in a query: it holds <c>+</c>, <c>/</c> and <c>=</c>.</summary>
    public static string Opaque(string family, int next)
    {
        // A length that is no multiple of three leaves the = of Base64 at the end.
        var text = $"{family}:{next}";
        text += text.Length % 3 == 0 ? ";" : string.Empty;
        return OpaqueStart + Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
    }

    public static int? ReadOpaque(string family, string cursor)
    {
        var buffer = new byte[cursor.Length];
        if (!cursor.StartsWith(OpaqueStart, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(cursor[OpaqueStart.Length..], buffer, out var length))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(buffer, 0, length).TrimEnd(';');
        return text.StartsWith(family + ":", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(family.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var next)
                ? next
                : null;
    }

    /// <summary>A ready query. Its seal shows whether it comes back as it was given, neither escaped again nor joined with other parameters.</summary>
    public static string Query(int limit, int next, int total, string filters)
    {
        var query = $"limit={limit}&hasMoreElements=true&soIndex={total}&poIndex={next}&partnerId=10001{filters}";
        return $"?{query}{SealName}{Seal(query)}";
    }

    /// <summary>The position in a query cursor; -1 where the query is none, null where it was changed on its way.</summary>
    public static int? ReadQuery(Exchange exchange)
    {
        if (exchange.Parameter("poIndex") is not { } position)
        {
            return -1;
        }

        var at = exchange.Query.LastIndexOf(SealName, StringComparison.Ordinal);
        return at >= 0
            && exchange.Query[(at + SealName.Length)..] == Seal(exchange.Query[..at])
            && int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var next)
                ? next
                : null;
    }

    private static string Seal(string query) =>
        Uri.EscapeDataString(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(query)).AsSpan(0, 8)));
}
