namespace WalmartAuth.HelpGenerator;

/// <summary>A cmdlet's page. Texts are paragraphs of plain text; "None" is treated as a pipeline type; notes and links are optional.</summary>
internal sealed record CommandPage(
    string File,
    string Name,
    string OnlineVersion,
    IReadOnlyList<string> Synopsis,
    IReadOnlyList<SyntaxSet> Syntax,
    IReadOnlyList<string> Description,
    IReadOnlyList<CommandExample> Examples,
    IReadOnlyList<CommandParameter> Parameters,
    IReadOnlyList<PipelineType> Inputs,
    IReadOnlyList<PipelineType> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<RelatedLink> RelatedLinks);

/// <summary>
/// A parameter set from the SYNTAX section; without a name if it is the only one. The text is for readers of the page:
/// <c>Get-Help</c> gets its syntax from the parameter blocks.
/// </summary>
internal sealed record SyntaxSet(string? Name, bool IsDefault, string Text);

/// <summary>An example: its heading, its PowerShell code and the text after it.</summary>
internal sealed record CommandExample(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A type that a cmdlet accepts from the pipeline or writes to it.</summary>
internal sealed record PipelineType(string Name, IReadOnlyList<string> Description);

/// <summary>A link to another page; without an address if it is a page in the same folder, which a console cannot open.</summary>
internal sealed record RelatedLink(string Text, string? Address);

/// <summary>A parameter, with one block or one for each group of parameter sets in which it behaves differently.</summary>
internal sealed record CommandParameter(string Name, IReadOnlyList<string> Description, IReadOnlyList<ParameterBlock> Blocks)
{
    /// <summary>The block for a parameter set; null if the parameter is not part of it.</summary>
    public ParameterBlock? In(SyntaxSet set) =>
        Blocks.FirstOrDefault(block => block.ParameterSets is ["(All)"] || block.ParameterSets.Contains(set.Name, StringComparer.OrdinalIgnoreCase));
}

/// <summary>A parameter's yaml block. A null position means "Named"; without accepted values, any value is accepted.</summary>
internal sealed record ParameterBlock(
    string Type,
    IReadOnlyList<string> ParameterSets,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    bool Required,
    int? Position,
    string DefaultValue,
    string PipelineInput,
    bool AcceptsWildcards)
{
    /// <summary>Whether it is a switch, which takes no value.</summary>
    public bool IsSwitch => Type == "SwitchParameter";
}
