namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>A cmdlet's page.</summary>
public sealed record CommandPage
{
    /// <summary>The page's path, in the way the docs folder was given.</summary>
    public required string File { get; init; }

    /// <summary>The cmdlet: Verb-Noun.</summary>
    public required string Name { get; init; }

    /// <summary>Where <c>Get-Help -Online</c> goes; null when the front matter leaves it empty.</summary>
    public required Uri? OnlineVersion { get; init; }

    /// <summary>What the cmdlet does, in a sentence.</summary>
    public required HelpText Synopsis { get; init; }

    /// <summary>The parameter sets in the page's order; never empty.</summary>
    public required IReadOnlyList<SyntaxSet> Syntax { get; init; }

    /// <summary>What the cmdlet does, at length.</summary>
    public required HelpText Description { get; init; }

    /// <summary>Two examples or more, numbered from 1.</summary>
    public required IReadOnlyList<CommandExample> Examples { get; init; }

    /// <summary>The parameters in the page's order, without the common ones.</summary>
    public required IReadOnlyList<CommandParameter> Parameters { get; init; }

    /// <summary>What the pipeline may bring; "None" is an entry of its own.</summary>
    public required IReadOnlyList<PipelineType> Inputs { get; init; }

    /// <summary>What the cmdlet writes; "None" is an entry of its own.</summary>
    public required IReadOnlyList<PipelineType> Outputs { get; init; }

    /// <summary>Errors and remarks; may be empty.</summary>
    public required HelpText Notes { get; init; }

    /// <summary>Links to other pages; may be empty.</summary>
    public required IReadOnlyList<RelatedLink> RelatedLinks { get; init; }
}
