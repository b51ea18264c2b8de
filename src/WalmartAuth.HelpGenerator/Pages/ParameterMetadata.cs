namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>A parameter's yaml block.</summary>
public sealed record ParameterMetadata
{
    /// <summary>The type as the page writes it, such as <c>String[]</c> or <c>SwitchParameter</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The sets for which the block holds; empty for "(All)".</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    /// <summary>Other names; may be empty.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The only values that are accepted; empty when any is.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    /// <summary>Whether it must be given.</summary>
    public required bool Required { get; init; }

    /// <summary>Its position, from 0; null for "Named".</summary>
    public required int? Position { get; init; }

    /// <summary>The default as the page writes it; "None" when there is none.</summary>
    public required string DefaultValue { get; init; }

    /// <summary>Whether it takes whole objects from the pipeline.</summary>
    public required bool PipelineByValue { get; init; }

    /// <summary>Whether it takes properties of that name from the pipeline's objects.</summary>
    public required bool PipelineByPropertyName { get; init; }

    /// <summary>Whether it accepts wildcard characters.</summary>
    public required bool AcceptsWildcards { get; init; }

    /// <summary>The line where the block begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether it is a switch, which takes no value.</summary>
    public bool IsSwitch => Type is "SwitchParameter" or "System.Management.Automation.SwitchParameter";

    /// <summary>Whether the block holds in a parameter set.</summary>
    /// <param name="set">The set's name; null for the only, unnamed set of a cmdlet.</param>
    public bool IsIn(string? set) =>
        ParameterSets.Count == 0 || (set is not null && ParameterSets.Contains(set, StringComparer.OrdinalIgnoreCase));
}
