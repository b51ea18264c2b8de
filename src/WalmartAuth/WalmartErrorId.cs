namespace WalmartAuth;

/// <summary>
/// The stable ids of the errors this module reports. They are the part before the comma of
/// <c>FullyQualifiedErrorId</c>, scripts can rely on them, and about_WalmartAuth_Errors explains each one.
/// </summary>
public enum WalmartErrorId
{
    /// <summary>There is no session: Connect-Walmart was not run in this runspace, and no session was passed.</summary>
    NotConnected,

    /// <summary>No session of this name is connected in this runspace.</summary>
    SessionNotFound,

    /// <summary>The vault does not contain a secret of this name.</summary>
    SecretNotFound,

    /// <summary>No vault of this name is registered.</summary>
    VaultNotFound,

    /// <summary>The vault is locked, and no password was entered or it was wrong.</summary>
    VaultLocked,

    /// <summary>The vault extension failed.</summary>
    VaultFailed,

    /// <summary>Microsoft.PowerShell.SecretManagement is not installed.</summary>
    SecretManagementMissing,

    /// <summary>The type or content of the secret does not form a credential.</summary>
    SecretShapeNotSupported,

    /// <summary>Walmart rejected the client id and secret, the authorization code or the refresh token.</summary>
    CredentialRejected,

    /// <summary>The credential, token and address belong to different Walmart environments.</summary>
    EnvironmentMismatch,

    /// <summary>Walmart rejected an access token that has not expired.</summary>
    TokenRejected,

    /// <summary>The access token has expired and cannot be renewed.</summary>
    TokenExpired,

    /// <summary>The credential lacks a scope, a role or the channel for the call.</summary>
    InsufficientScope,

    /// <summary>The endpoint's request limit is used up, and the wait would exceed -MaximumWaitSec.</summary>
    Throttled,

    /// <summary>The resource or route does not exist.</summary>
    NotFound,

    /// <summary>Walmart rejected the request as malformed.</summary>
    BadRequest,

    /// <summary>Walmart rejected the request for another reason (any other status from 400 to 499).</summary>
    RequestFailed,

    /// <summary>The gateway returned a server error.</summary>
    GatewayUnavailable,

    /// <summary>There was no response: name resolution, the connection or TLS failed, or the connection broke.</summary>
    ConnectionFailed,

    /// <summary>There was no response within the time allowed for one attempt.</summary>
    Timeout,

    /// <summary>The module does not send credentials to this address, or does not call it at all.</summary>
    HostNotAllowed,

    /// <summary>The response cannot be used: it has the wrong format, is too large, or redirects to an invalid address.</summary>
    InvalidResponse,

    /// <summary>Paging does not end: the gateway returns a page that it has already returned.</summary>
    PagingLoop,

    /// <summary>A parameter or an input object is invalid, and nothing was sent.</summary>
    InvalidArgument,

    /// <summary>A file could not be read or written.</summary>
    FileFailed,

    /// <summary>Another runspace of this process has been reading a vault for more than a minute, or a vault extension called this module.</summary>
    VaultBusy,

    /// <summary>The condition of -Until was not met within -PollTimeoutSec; the exception carries the last response.</summary>
    PollTimeout,
}
