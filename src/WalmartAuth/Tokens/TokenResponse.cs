using WalmartAuth.Common;

namespace WalmartAuth.Tokens;

/// <summary>What the token call gave.</summary>
/// <param name="Token">The access token.</param>
/// <param name="Life">How long it lives, from the sending of the request on.</param>
/// <param name="RefreshToken">A refresh token; null where the answer has none, which means that the old one stays (contract §2).</param>
/// <param name="SentAt">When the request was sent, on the monotonic clock: the earliest moment at which the life can have begun.</param>
/// <param name="IssuedOn">The same moment in wall time (UTC).</param>
/// <param name="GatewayDate">The answer's own date, for comparing clocks.</param>
internal sealed record TokenResponse(SecretText Token, TimeSpan Life, SecretText? RefreshToken, TimeSpan SentAt, DateTimeOffset IssuedOn, DateTimeOffset? GatewayDate)
{
    public override string ToString() => "token answer";
}
