using System.Net.Http.Headers;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>The client credential as the authorization of the token call (contract §2).</summary>
internal sealed class BasicAuthorization : RequestAuthorization
{
    private readonly TokenGrant grant;
    private readonly SecretText? refreshToken;

    public BasicAuthorization(TokenGrant grant, SecretText? refreshToken, Gateway gateway)
    {
        this.grant = grant;
        this.refreshToken = refreshToken;
        Issuer = gateway.BaseAddress;
    }

    public override Uri Issuer { get; }

    public override IEnumerable<string?> Secrets =>
    [
        grant.Credential.ToBasic(),
        $"{grant.Credential.ClientId}:{grant.Credential.Secret.Reveal()}",
        grant.Credential.Secret.Reveal(),
        grant.Code?.Reveal(),
        grant.RefreshToken?.Reveal(),
        refreshToken?.Reveal(),
    ];

    public override void AddHeaders(HttpRequestHeaders headers, Gateway gateway) =>
        headers.Authorization = new AuthenticationHeaderValue("Basic", grant.Credential.ToBasic());

    public override WalmartException CreateError(ErrorResponse failure, bool wasRenewed, IClock clock) => TokenCallErrors.Create(failure, grant);
}
