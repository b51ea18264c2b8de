namespace WalmartAuth.Http;

/// <summary>A body that was read whole.</summary>
/// <param name="Value">The text.</param>
/// <param name="MediaType">The type the answer claims, without parameters; null where it claims none.</param>
internal sealed record ResponseText(string Value, string? MediaType)
{
    /// <summary>True where the answer claims to be XML, or looks like it.</summary>
    public bool IsXml => MediaType?.EndsWith("xml", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>True where there is nothing but white space.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Value);
}
