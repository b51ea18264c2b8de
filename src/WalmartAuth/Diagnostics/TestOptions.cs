namespace WalmartAuth.Diagnostics;

/// <summary>What a test is to look at beyond the credential itself.</summary>
/// <param name="CrossCheck">After a rejection, try the other environment and the other program.</param>
/// <param name="RequiredScopes">Scopes with the level needed.</param>
internal sealed record TestOptions(bool CrossCheck, IReadOnlyDictionary<string, string> RequiredScopes);
