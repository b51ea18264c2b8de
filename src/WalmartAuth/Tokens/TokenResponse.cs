using WalmartAuth.Common;

namespace WalmartAuth.Tokens;

/// <summary>The result of the token call.</summary>
/// <param name="Token">The access token.</param>
/// <param name="Life">Its lifetime, from the time the request was sent.</param>
/// <param name="RefreshToken">A refresh token; null if the response has none, which means that the old one stays (contract §2).</param>
/// <param name="SentAt">When the request was sent, on the monotonic clock: the earliest possible start of the lifetime.</param>
/// <param name="IssuedOn">The same time as wall time (UTC).</param>
/// <param name="GatewayDate">The date of the response, for comparing clocks.</param>
internal sealed record TokenResponse(SecretText Token, TimeSpan Life, SecretText? RefreshToken, TimeSpan SentAt, DateTimeOffset IssuedOn, DateTimeOffset? GatewayDate)
{
    public override string ToString() => "token answer";
}
