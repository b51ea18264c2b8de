using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>What is tested: a credential at a gateway, or a token that was brought along.</summary>
internal sealed record TestTarget(Gateway Gateway, ConnectionSettings Settings, string Source)
{
    /// <summary>What to present; null for a token brought along.</summary>
    public TokenGrant? Grant { get; init; }

    /// <summary>The token brought along.</summary>
    public AccessToken? Token { get; init; }
}
