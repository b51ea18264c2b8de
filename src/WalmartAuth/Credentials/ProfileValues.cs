using System.Globalization;

namespace WalmartAuth.Credentials;

/// <summary>Parses the values of a profile.</summary>
internal static class ProfileValues
{
    // In the year 9999.
    private const long LastSecond = 253402300799;

    /// <summary>The value of a name, ignoring case; null for null. Numbers are refused, although Enum.Parse would accept them.</summary>
    /// <exception cref="WalmartException">SecretShapeNotSupported: the text names no value.</exception>
    public static T? Parse<T>(string? text, string where)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        var names = Enum.GetNames(typeof(T));
        var name = names.FirstOrDefault(n => string.Equals(n, text.Trim(), StringComparison.OrdinalIgnoreCase));
        return name is not null
            ? (T)Enum.Parse(typeof(T), name)
            : throw new WalmartException(WalmartErrorId.SecretShapeNotSupported, CredentialMessages.ValueIsNotOneOf(where, string.Join(", ", names)), recommendedAction: CredentialMessages.SetToOneOf(string.Join(", ", names)));
    }

    /// <summary>An absolute http or https address; null for null.</summary>
    /// <exception cref="WalmartException">SecretShapeNotSupported: the text is not such an address.</exception>
    public static Uri? ParseUri(string? text, string where) =>
        text is null ? null
        : IsWebAddress(text.Trim(), out var address) ? address
        : throw new WalmartException(WalmartErrorId.SecretShapeNotSupported, CredentialMessages.ValueIsNotWebAddress(where), recommendedAction: CredentialMessages.SetToAddress);

    /// <summary>A point in time, in ISO 8601 or as seconds since 1970; null for null.</summary>
    /// <exception cref="WalmartException">SecretShapeNotSupported: the text is neither.</exception>
    public static DateTimeOffset? ParseTime(string? text, string where)
    {
        if (text is null)
        {
            return null;
        }

        var time = text.Trim();
        if (long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond)
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        // Other formats mean different dates in different cultures.
        return time.Length > 10 && time[4] == '-' && time[7] == '-' && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
            ? parsed
            : throw new WalmartException(WalmartErrorId.SecretShapeNotSupported, CredentialMessages.ValueIsNotTime(where), recommendedAction: CredentialMessages.SetToTime);
    }

    /// <summary>A channel type, which is a GUID (contract §2), in its usual format; null for null.</summary>
    /// <exception cref="WalmartException">SecretShapeNotSupported: the text is not a GUID.</exception>
    public static string? ParseChannel(string? text, string where) =>
        text is null ? null
        : Guid.TryParse(text, out var channel) ? channel.ToString()
        : throw new WalmartException(WalmartErrorId.SecretShapeNotSupported, CredentialMessages.ValueIsNotGuid(where), recommendedAction: CredentialMessages.SetToChannelType);

    /// <summary>True for an absolute http or https address. "host:port" alone is an address of the scheme "host".</summary>
    public static bool IsWebAddress(string text, out Uri address) => Uri.TryCreate(text, UriKind.Absolute, out address!) && address.Scheme is "http" or "https";
}
