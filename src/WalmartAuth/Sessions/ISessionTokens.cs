using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Sessions;

/// <summary>A session's tokens, beyond what a call needs of them.</summary>
internal interface ISessionTokens : ITokenSource, IDisposable
{
    /// <summary>The last four characters of the client id; null for a token brought along.</summary>
    string? ClientIdSuffix { get; }

    /// <summary>Where the credential came from, in words.</summary>
    string Source { get; }

    /// <summary>The token now kept, without asking for one.</summary>
    AccessToken? Current { get; }

    /// <summary>The refresh token that the session uses now; null where it uses none.</summary>
    SecretText? RefreshToken { get; }

    /// <summary>A new token in any case.</summary>
    Task<AccessToken> ForceAsync(ICmdletOutput output, CancellationToken cancellation);
}
