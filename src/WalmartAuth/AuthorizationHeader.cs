using WalmartAuth.Http;

namespace WalmartAuth;

/// <summary>Which headers of a call carry the access token. Walmart's documentation is inconsistent (contract §4, §10.1).</summary>
public enum AuthorizationHeader
{
    /// <summary><c>WM_SEC.ACCESS_TOKEN</c>, and <c>Authorization: Bearer</c>.</summary>
    Both,

    /// <summary>Only <c>WM_SEC.ACCESS_TOKEN</c>.</summary>
    AccessToken,

    /// <summary>Only <c>Authorization: Bearer</c>.</summary>
    Bearer,
}
