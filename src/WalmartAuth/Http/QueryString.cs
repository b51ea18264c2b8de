using System.Globalization;

namespace WalmartAuth.Http;

/// <summary>Reads and changes the query of an address.</summary>
internal static class QueryString
{
    /// <summary>One parameter as <c>name=value</c>, escaped.</summary>
    public static string Pair(string name, string value) => Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(value);

    /// <summary>The value of a parameter, unescaped; null if it is absent.</summary>
    public static string? Get(Uri address, string name) =>
        Parts(address).Where(p => IsNamed(p, name)).Select(p => p.IndexOf('=') is var i and >= 0 ? Uri.UnescapeDataString(p.Substring(i + 1)) : "").FirstOrDefault();

    /// <summary>The value of a parameter that is an integer; null if it is absent or something else.</summary>
    public static long? GetNumber(Uri address, string name) =>
        long.TryParse(Get(address, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The address with the parameter set to a number.</summary>
    public static Uri With(Uri address, string name, long number) => With(address, name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The address with the parameter set; an existing one is replaced.</summary>
    public static Uri With(Uri address, string name, string value) =>
        Replace(address, string.Join("&", Parts(address).Where(p => !IsNamed(p, name)).Append(Pair(name, value))));

    /// <summary>The address with another query, unchanged; a leading question mark is allowed.</summary>
    public static Uri Replace(Uri address, string query) =>
        new(address.GetLeftPart(UriPartial.Path) + (query.Length == 0 ? "" : "?" + query.TrimStart('?')));

    private static string[] Parts(Uri address) => address.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsNamed(string part, string name)
    {
        var end = part.IndexOf('=');
        return string.Equals(Uri.UnescapeDataString(end < 0 ? part : part.Substring(0, end)), name, StringComparison.OrdinalIgnoreCase);
    }
}
