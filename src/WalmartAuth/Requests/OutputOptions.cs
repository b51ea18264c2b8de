namespace WalmartAuth.Requests;

/// <summary>What is to be done with the answers of one Invoke-WalmartApi.</summary>
internal sealed record OutputOptions
{
    public OutputFormat Form { get; init; }

    public bool AsResponse { get; init; }

    public bool All { get; init; }

    /// <summary>The most pages to read; null for all of them.</summary>
    public int? MaxPages { get; init; }

    public bool PassThru { get; init; }

    /// <summary>True where somebody asks for the answer's headers.</summary>
    public bool KeepHeaders { get; init; }
}
