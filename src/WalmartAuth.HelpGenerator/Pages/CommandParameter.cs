namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>A parameter of a cmdlet's page.</summary>
/// <param name="Name">Its name without the dash.</param>
/// <param name="Description">What it does.</param>
/// <param name="Metadata">One block, or one for each group of parameter sets in which it behaves differently; never empty.</param>
/// <param name="Line">The line of its heading, from 1.</param>
public sealed record CommandParameter(string Name, HelpText Description, IReadOnlyList<ParameterMetadata> Metadata, int Line)
{
    /// <summary>The block that holds in a parameter set; null when the parameter is not part of it.</summary>
    /// <param name="set">The set's name; null for the only, unnamed set of a cmdlet.</param>
    public ParameterMetadata? In(string? set) => Metadata.FirstOrDefault(block => block.IsIn(set));
}
