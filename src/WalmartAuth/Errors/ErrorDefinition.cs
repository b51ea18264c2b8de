namespace WalmartAuth.Errors;

/// <summary>What belongs to one error id: the name of its PowerShell ErrorCategory and the next step for the reader.</summary>
internal sealed record ErrorDefinition(WalmartErrorId Id, string Category, string RecommendedAction);
