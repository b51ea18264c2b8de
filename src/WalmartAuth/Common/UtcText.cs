using System.Globalization;

namespace WalmartAuth.Common;

/// <summary>How messages write a moment: the same on every machine.</summary>
internal static class UtcText
{
    /// <summary>The moment to the second, in UTC: <c>2026-11-01 12:30:00 UTC</c>.</summary>
    public static string Format(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
