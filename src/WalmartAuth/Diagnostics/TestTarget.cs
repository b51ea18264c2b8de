using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>The target of a test: a credential at a gateway, or a supplied access token.</summary>
/// <param name="Gateway">Where it is tested; its session name is the name of the target.</param>
/// <param name="Settings">How to connect.</param>
/// <param name="Source">The source of the credential, as text.</param>
internal sealed record TestTarget(Gateway Gateway, ConnectionSettings Settings, string Source)
{
    /// <summary>What to present; null for a supplied token.</summary>
    public TokenGrant? Grant { get; init; }

    /// <summary>The supplied token.</summary>
    public AccessToken? Token { get; init; }

    /// <summary>The command or action that replaces the credential at its source.</summary>
    public string StoreStep { get; init; } = DiagnosticMessages.UseCorrectedCredential;
}

/// <summary>What a test checks besides the credential itself.</summary>
/// <param name="CrossCheck">After a rejection, try the other environment and the other program.</param>
/// <param name="RequiredScopes">Scopes with the level needed.</param>
internal sealed record TestOptions(bool CrossCheck, RequiredScopes RequiredScopes);
