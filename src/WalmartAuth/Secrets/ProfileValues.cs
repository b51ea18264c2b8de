using WalmartAuth.Errors;

namespace WalmartAuth.Secrets;

/// <summary>Reads the enumerated values of a profile.</summary>
internal static class ProfileValues
{
    /// <summary>The value of a name in any case; null for null. Numbers are refused, which Enum.Parse would take.</summary>
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
            : throw new WalmartException(WalmartErrorId.SecretShapeNotSupported, $"The value of {where} is not one of {string.Join(", ", names)}.", recommendedAction: $"Set it to one of {string.Join(", ", names)}.");
    }
}
