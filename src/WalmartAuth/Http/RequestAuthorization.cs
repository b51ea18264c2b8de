using System.Net.Http.Headers;
using WalmartAuth.Common;
using WalmartAuth.Errors;

namespace WalmartAuth.Http;

/// <summary>What authorizes a request: an access token, or the client credential of the token call.</summary>
internal abstract class RequestAuthorization
{
    private Task<RequestAuthorization>? asTask;

    /// <summary>A completed task with it, created once: most calls find their token in the cache.</summary>
    public Task<RequestAuthorization> AsTask => asTask ??= Task.FromResult(this);

    /// <summary>The base address that it belongs to; it is sent to no other host.</summary>
    public abstract Uri Issuer { get; }

    /// <summary>True if it was requested before its predecessor was rejected, so it may have been revoked too.</summary>
    public virtual bool WasPrefetched => false;

    /// <summary>The plain secrets that it sends, to redact from the response.</summary>
    public abstract IEnumerable<string?> Secrets { get; }

    public abstract void AddHeaders(HttpRequestHeaders headers, Gateway gateway);

    /// <summary>True once it is known to have expired.</summary>
    public virtual bool IsExpired(TimeSpan now) => false;

    /// <summary>The error of a request that was sent with it and failed.</summary>
    /// <param name="failure">The gateway's error response.</param>
    /// <param name="wasRenewed">True if it had replaced a rejected one and was rejected too.</param>
    /// <param name="clock">Determines its age.</param>
    public abstract WalmartException CreateError(ErrorResponse failure, bool wasRenewed, IClock clock);
}

/// <summary>Provides the authorization for the requests of one call.</summary>
internal interface IRequestAuthorizer
{
    /// <summary>One that is valid now.</summary>
    Task<RequestAuthorization> AuthorizeAsync(CallBudget budget, CancellationToken cancellation);

    /// <summary>A different one from the one that Walmart rejected; null if there is none.</summary>
    Task<RequestAuthorization?> RenewAsync(RequestAuthorization rejected, CallBudget budget, CancellationToken cancellation);
}

/// <summary>Always the same authorization, which is never renewed.</summary>
internal sealed class FixedAuthorizer : IRequestAuthorizer
{
    private readonly RequestAuthorization authorization;

    public FixedAuthorizer(RequestAuthorization authorization) => this.authorization = authorization;

    public Task<RequestAuthorization> AuthorizeAsync(CallBudget budget, CancellationToken cancellation) => authorization.AsTask;

    public Task<RequestAuthorization?> RenewAsync(RequestAuthorization rejected, CallBudget budget, CancellationToken cancellation) => Task.FromResult<RequestAuthorization?>(null);
}
