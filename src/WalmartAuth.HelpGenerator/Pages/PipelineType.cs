namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>A type that a cmdlet takes from the pipeline or writes to it.</summary>
/// <param name="Name">The type's name, or "None".</param>
/// <param name="Description">What it is; may be empty.</param>
public sealed record PipelineType(string Name, HelpText Description);
