namespace WalmartAuth;

/// <summary>
/// The stable ids of the errors this module reports. They stand before the comma of
/// <c>FullyQualifiedErrorId</c>, are a promise to scripts, and are explained one by one in about_WalmartAuth_Errors.
/// </summary>
public enum WalmartErrorId
{
    /// <summary>No session: Connect-Walmart was not called in this runspace and none was passed.</summary>
    NotConnected,

    /// <summary>No connected session of this runspace has the name asked for.</summary>
    SessionNotFound,

    /// <summary>The vault holds no secret of that name.</summary>
    SecretNotFound,

    /// <summary>No vault of that name is registered.</summary>
    VaultNotFound,

    /// <summary>The vault is locked, and no password was entered or it was wrong.</summary>
    VaultLocked,

    /// <summary>The vault's own extension failed while it read the secret.</summary>
    VaultFailed,

    /// <summary>Microsoft.PowerShell.SecretManagement is not installed.</summary>
    SecretManagementMissing,

    /// <summary>The secret is of a type, or has a content, that no credential can be made of.</summary>
    SecretShapeNotSupported,

    /// <summary>Walmart did not accept the client id and secret, the code or the refresh token.</summary>
    CredentialRejected,

    /// <summary>Credential, token or address belong to different Walmart environments.</summary>
    EnvironmentMismatch,

    /// <summary>Walmart did not accept an access token that has not expired.</summary>
    TokenRejected,

    /// <summary>The access token has expired and cannot be renewed.</summary>
    TokenExpired,

    /// <summary>The credential lacks a scope, a role or the channel for the call.</summary>
    InsufficientScope,

    /// <summary>The endpoint's request limit is used up for longer than may be waited.</summary>
    Throttled,

    /// <summary>No such resource or no such route.</summary>
    NotFound,

    /// <summary>Walmart found the request malformed.</summary>
    BadRequest,

    /// <summary>Walmart refused the request for another reason (any other status from 400 to 499).</summary>
    RequestFailed,

    /// <summary>The gateway answered with a server error.</summary>
    GatewayUnavailable,

    /// <summary>No answer: name resolution, connection or TLS failed, or the connection broke.</summary>
    ConnectionFailed,

    /// <summary>No answer within the time allowed for one attempt.</summary>
    Timeout,

    /// <summary>The address may get no credential, or may not be called at all.</summary>
    HostNotAllowed,

    /// <summary>The answer could not be read: not the promised format, too large, or a redirect that leads nowhere.</summary>
    InvalidResponse,

    /// <summary>Paging does not end: the gateway repeats a page it has already given.</summary>
    PagingLoop,

    /// <summary>A parameter or an input object does not fit; nothing was sent.</summary>
    InvalidArgument,

    /// <summary>A file could not be read or written.</summary>
    FileFailed,

    /// <summary>Another runspace of this process has been reading a vault for too long, or a vault extension called this module.</summary>
    VaultBusy,

    /// <summary>The condition of -Until was not met within -PollTimeoutSec; the exception carries the last answer.</summary>
    PollTimeout,
}
