namespace WalmartAuth.Tokens;

/// <summary>The OAuth grants of the token call (contract §2).</summary>
internal enum GrantType
{
    ClientCredentials,
    AuthorizationCode,
    RefreshToken,
}
