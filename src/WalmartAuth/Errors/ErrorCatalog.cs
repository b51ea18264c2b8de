using static WalmartAuth.WalmartErrorId;

namespace WalmartAuth.Errors;

/// <summary>The table of all error ids, their categories and their next steps.</summary>
internal static class ErrorCatalog
{
    private static readonly Dictionary<WalmartErrorId, ErrorDefinition> Definitions = new ErrorDefinition[]
    {
        new(NotConnected, "ConnectionError", NextSteps.NotConnected),
        new(SessionNotFound, "ObjectNotFound", NextSteps.SessionNotFound),
        new(SecretNotFound, "ObjectNotFound", NextSteps.SecretNotFound),
        new(VaultNotFound, "ObjectNotFound", NextSteps.VaultNotFound),
        new(VaultLocked, "PermissionDenied", NextSteps.VaultLocked),
        new(VaultFailed, "ReadError", NextSteps.VaultFailed),
        new(SecretManagementMissing, "NotInstalled", NextSteps.SecretManagementMissing),
        new(SecretShapeNotSupported, "InvalidType", NextSteps.SecretShapeNotSupported),
        new(CredentialRejected, "AuthenticationError", NextSteps.CredentialRejected),
        new(EnvironmentMismatch, "InvalidArgument", NextSteps.EnvironmentMismatch),
        new(TokenRejected, "AuthenticationError", NextSteps.TokenRejected),
        new(TokenExpired, "AuthenticationError", NextSteps.TokenExpired),
        new(InsufficientScope, "PermissionDenied", NextSteps.InsufficientScope),
        new(Throttled, "LimitsExceeded", NextSteps.Throttled),
        new(NotFound, "ObjectNotFound", NextSteps.NotFound),
        new(BadRequest, "InvalidArgument", NextSteps.BadRequest),
        new(RequestFailed, "InvalidOperation", NextSteps.RequestFailed),
        new(GatewayUnavailable, "ResourceUnavailable", NextSteps.GatewayUnavailable),
        new(ConnectionFailed, "ConnectionError", NextSteps.ConnectionFailed),
        new(WalmartErrorId.Timeout, "OperationTimeout", NextSteps.Timeout),
        new(HostNotAllowed, "SecurityError", NextSteps.HostNotAllowed),
        new(InvalidResponse, "InvalidResult", NextSteps.InvalidResponse),
        new(PagingLoop, "LimitsExceeded", NextSteps.PagingLoop),
        new(WalmartErrorId.InvalidArgument, "InvalidArgument", NextSteps.InvalidArgument),
        new(FileFailed, "WriteError", NextSteps.FileFailed),
        new(VaultBusy, "ResourceBusy", NextSteps.VaultBusy),
        new(PollTimeout, "OperationTimeout", NextSteps.PollTimeout),
    }.ToDictionary(d => d.Id);

    /// <summary>The definition of an id; every id has one.</summary>
    public static ErrorDefinition Get(WalmartErrorId id) => Definitions[id];
}
