using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>A token that the user supplied. It cannot be renewed, and is not sent after it is known to have expired.</summary>
internal sealed class StaticTokenProvider : ITokenProvider
{
    private readonly AccessToken token;
    private readonly Gateway gateway;
    private readonly IClock clock;

    public StaticTokenProvider(SuppliedToken supplied, string source, Gateway gateway, IClock clock)
    {
        token = new AccessToken(supplied.Value, gateway.BaseAddress, sequence: 0, clock.Monotonic, supplied.ExpiresOn - clock.UtcNow, issuedOn: null);
        Source = source;
        this.gateway = gateway;
        this.clock = clock;
    }

    public string? ClientIdSuffix => null;

    public string Source { get; }

    public AccessToken? Current => token;

    public SecretText? RefreshToken => null;

    public TokenSharing? Sharing => null;

    public Task<AccessToken> GetAsync(TokenRequestMode mode, AccessToken? rejected, CallBudget budget, IVaultHost? vault, CancellationToken cancellation)
    {
        if (mode == TokenRequestMode.Force)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.SuppliedTokenCannotBeRenewed(Source), recommendedAction: SessionMessages.ConnectWithCredential);
        }

        EnsureUsable(token, mode, gateway, clock);
        return Task.FromResult(token);
    }

    /// <summary>Checks that a token that cannot be renewed is worth sending.</summary>
    /// <exception cref="WalmartException">TokenExpired or TokenRejected; nothing was sent.</exception>
    public static void EnsureUsable(AccessToken token, TokenRequestMode mode, Gateway gateway, IClock clock)
    {
        if (mode != TokenRequestMode.Replace && token.IsExpired(clock.Monotonic))
        {
            throw new WalmartException(WalmartErrorId.TokenExpired, SessionMessages.SuppliedTokenExpired(gateway.DisplayName, -token.Remaining(clock.Monotonic)!.Value.TotalSeconds));
        }

        if (TokenRejections.Unsendable(token, gateway.DisplayName) is { } malformed)
        {
            throw malformed;
        }
    }

    public void Dispose() => token.Value.Dispose();
}
