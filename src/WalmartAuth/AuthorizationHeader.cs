using WalmartAuth.Http;

namespace WalmartAuth;

/// <summary>Which headers of a call carry the access token. Walmart's documents disagree (contract §4, §10.1).</summary>
public enum AuthorizationHeader
{
    /// <summary><c>WM_SEC.ACCESS_TOKEN</c>, and <c>Authorization: Bearer</c> beside it.</summary>
    Both,

    /// <summary><c>WM_SEC.ACCESS_TOKEN</c> alone.</summary>
    AccessToken,

    /// <summary><c>Authorization: Bearer</c> alone.</summary>
    Bearer,
}
