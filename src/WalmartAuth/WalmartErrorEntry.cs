namespace WalmartAuth;

/// <summary>One entry of the error list in a response of Walmart's gateway (contract §5). Absent fields are null.</summary>
public sealed class WalmartErrorEntry
{
    /// <summary>The code as received, <c>CODE[.SERVICE]</c>, for example <c>UNAUTHORIZED.GMP_GATEWAY_API</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The header, parameter or field that the entry is about.</summary>
    public string? Field { get; init; }

    /// <summary>Walmart's description.</summary>
    public string? Description { get; init; }

    /// <summary>Walmart's additional information.</summary>
    public string? Info { get; init; }

    /// <summary><c>INFO</c>, <c>WARN</c> or <c>ERROR</c>.</summary>
    public string? Severity { get; init; }

    /// <summary>Walmart's category, for example <c>REQUEST</c> or <c>DATA</c>.</summary>
    public string? Category { get; init; }

    /// <summary>The part before the dot of <see cref="Code"/>, which has a defined meaning (contract §5).</summary>
    internal string CodeName => Code is null ? "" : Code.Split('.')[0];

    /// <summary>Code and text in one line.</summary>
    public override string ToString()
    {
        var text = Description ?? Info;
        // A 401 has its own code as the field, which is not useful.
        var about = Field is null || string.Equals(Field, CodeName, StringComparison.OrdinalIgnoreCase) ? "" : $" (field {Field})";
        return (Code, text) switch
        {
            (null, null) => "no details",
            (null, _) => text + about,
            (_, null) => Code + about,
            _ => $"{Code}{about}: {text}",
        };
    }
}
