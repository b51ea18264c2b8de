using System.Globalization;

namespace WalmartAuth.Messages;

/// <summary>Nouns that follow a number.</summary>
internal static class Plural
{
    /// <summary>The number and the noun, such as "1 row" and "2 rows".</summary>
    public static string Count(long number, string noun) =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1}{2}", number, noun, number == 1 ? "" : "s");
}
