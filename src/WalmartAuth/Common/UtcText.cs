using System.Globalization;

namespace WalmartAuth.Common;

/// <summary>Formats a time for messages, in the same way on every machine.</summary>
internal static class UtcText
{
    /// <summary>The time to the second, in UTC: <c>2026-11-01 12:30:00 UTC</c>.</summary>
    public static string Format(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
