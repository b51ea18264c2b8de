namespace WalmartAuth.Errors;

/// <summary>The definition of an error id: the name of its PowerShell ErrorCategory and the next step for the user.</summary>
internal sealed record ErrorDefinition(WalmartErrorId Id, string Category, string RecommendedAction);
