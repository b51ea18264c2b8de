using WalmartAuth.Common;

namespace WalmartAuth.Tokens;

/// <summary>The grant with which a session requests a token.</summary>
internal sealed record TokenGrant(ClientCredential Credential)
{
    public GrantType Type { get; init; } = GrantType.ClientCredentials;

    /// <summary>The authorization code, which can be exchanged once.</summary>
    public SecretText? Code { get; init; }

    /// <summary>The address the code was sent to. Walmart checks it.</summary>
    public Uri? RedirectUri { get; init; }

    /// <summary>The first refresh token; a newer one from a response replaces it (contract §2).</summary>
    public SecretText? RefreshToken { get; init; }

    /// <summary>True if both are equal.</summary>
    public bool Matches(TokenGrant other) =>
        Type == other.Type && Credential.SameAs(other.Credential) && Same(RefreshToken, other.RefreshToken) && Same(Code, other.Code);

    public override string ToString() => $"{Type} {Credential}";

    private static bool Same(SecretText? one, SecretText? other) => one is null ? other is null : other is not null && one.SameAs(other);
}

/// <summary>The OAuth grants of the token call (contract §2).</summary>
internal enum GrantType
{
    ClientCredentials,
    AuthorizationCode,
    RefreshToken,
}
