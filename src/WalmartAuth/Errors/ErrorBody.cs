namespace WalmartAuth.Errors;

/// <summary>What could be read from the body of an error response.</summary>
/// <param name="Entries">The error entries; empty if the body had none.</param>
/// <param name="CdnReference">The reference number of an Akamai error page.</param>
/// <param name="Text">The beginning of a body that is plain text or HTML, as one line.</param>
internal sealed record ErrorBody(IReadOnlyList<WalmartErrorEntry> Entries, string? CdnReference, string? Text)
{
    public static readonly ErrorBody Empty = new([], null, null);

    /// <summary>True if an entry has this code, ignoring the part after its dot.</summary>
    public bool HasCode(string name) => Entries.Any(e => string.Equals(e.CodeName, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The entries or the text, in one line; null if the body has neither.</summary>
    public string? Summary => Entries.Count > 0 ? string.Join("; ", Entries.Take(3)) : Text;
}
