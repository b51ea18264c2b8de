using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Sessions;

/// <summary>An access token that the user brought along. It cannot be renewed; when its end is known, it is not sent after it.</summary>
internal sealed class StaticTokenProvider : ISessionTokens
{
    private readonly AccessToken token;
    private readonly IClock clock;
    private readonly string place;

    public StaticTokenProvider(SecretText value, DateTimeOffset? expiresOn, Gateway gateway, IClock clock)
        : this(new AccessToken(value, gateway.BaseAddress, generation: 0, clock.Monotonic, expiresOn - clock.UtcNow, issuedOn: null), gateway, clock)
    {
    }

    public StaticTokenProvider(AccessToken token, Gateway gateway, IClock clock)
    {
        this.token = token;
        this.clock = clock;
        place = gateway.DisplayName;
    }

    public string? ClientIdSuffix => null;

    public string Source => "parameter -AccessToken";

    public AccessToken? Current => token;

    public SecretText? RefreshToken => null;

    public Task<AccessToken> GetAsync(ICmdletOutput output, CancellationToken cancellation) => token.IsExpired(clock.Monotonic)
        ? throw new WalmartException(WalmartErrorId.TokenExpired, string.Format(CultureInfo.InvariantCulture, "The access token of this session ({0}) expired {1:0} s ago; it was brought along and cannot be renewed. Nothing was sent.", place, -token.Remaining(clock.Monotonic)!.Value.TotalSeconds))
        : TokenRejections.Unsendable(token, place) is { } malformed ? throw malformed
        : Task.FromResult(token);

    public Task<AccessToken?> ReplaceAsync(AccessToken rejected, ICmdletOutput output, CancellationToken cancellation) => Task.FromResult<AccessToken?>(null);

    public Task<AccessToken> ForceAsync(ICmdletOutput output, CancellationToken cancellation) =>
        throw new WalmartException(WalmartErrorId.InvalidArgument, "The access token of this session was brought along with -AccessToken and cannot be renewed.", recommendedAction: "Connect with a credential (-SecretName, -Credential or -FromEnvironment).");

    public void Dispose() => token.Value.Dispose();
}
