using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>Provides the tokens of a session.</summary>
internal interface ITokenProvider : IDisposable
{
    /// <summary>The last four characters of the client id; null for a token supplied with -AccessToken.</summary>
    string? ClientIdSuffix { get; }

    /// <summary>The source of the credential, as text.</summary>
    string Source { get; }

    /// <summary>The cached token, without requesting one.</summary>
    AccessToken? Current { get; }

    /// <summary>The refresh token that the session uses now; null if it uses none.</summary>
    SecretText? RefreshToken { get; }

    /// <summary>The sharing of the token with other processes; null if it is not shared.</summary>
    TokenSharing? Sharing { get; }

    /// <summary>Gets a token.</summary>
    /// <param name="mode">Which token is acceptable.</param>
    /// <param name="rejected">With <see cref="TokenRequestMode.Replace"/>: the token that Walmart rejected.</param>
    /// <param name="budget">The limits of the caller's wait.</param>
    /// <param name="vault">Reads a credential again that Walmart no longer accepts; null if no cmdlet can do it.</param>
    /// <param name="cancellation">Lets the caller leave.</param>
    Task<AccessToken> GetAsync(TokenRequestMode mode, AccessToken? rejected, CallBudget budget, IVaultHost? vault, CancellationToken cancellation);
}

/// <summary>Authorizes the requests of one call with the session's tokens.</summary>
internal sealed class TokenAuthorizer : IRequestAuthorizer
{
    private readonly ITokenProvider tokens;
    private readonly IVaultHost? vault;

    public TokenAuthorizer(ITokenProvider tokens, IVaultHost? vault)
    {
        this.tokens = tokens;
        this.vault = vault;
    }

    public Task<RequestAuthorization> AuthorizeAsync(CallBudget budget, CancellationToken cancellation)
    {
        var token = tokens.GetAsync(TokenRequestMode.Use, null, budget, vault, cancellation);
        return token.Status == TaskStatus.RanToCompletion ? token.Result.AsTask : WaitAsync(token);
    }

    public async Task<RequestAuthorization?> RenewAsync(RequestAuthorization rejected, CallBudget budget, CancellationToken cancellation)
    {
        var old = (AccessToken)rejected;
        var renewed = await tokens.GetAsync(TokenRequestMode.Replace, old, budget, vault, cancellation).ConfigureAwait(false);
        return renewed.Value.SameAs(old.Value) ? null : renewed;
    }

    private static async Task<RequestAuthorization> WaitAsync(Task<AccessToken> token) => await token.ConfigureAwait(false);
}
