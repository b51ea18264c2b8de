using System.Net.Http.Headers;
using WalmartAuth.Common;
using WalmartAuth.Errors;

namespace WalmartAuth.Http;

/// <summary>What authorizes a request: an access token, or the client credential of the token call.</summary>
internal abstract class RequestAuthorization
{
    private Task<RequestAuthorization>? asTask;

    /// <summary>A finished task with it, made once: most calls find their token in the cache.</summary>
    public Task<RequestAuthorization> AsTask => asTask ??= Task.FromResult(this);

    /// <summary>The base address that it belongs to; it is sent to no other host.</summary>
    public abstract Uri Issuer { get; }

    /// <summary>True where it was requested before the one that it replaces was rejected, so it may have been revoked with it.</summary>
    public virtual bool WasPrefetched => false;

    /// <summary>The plain secrets that it sends, to take out of what an answer says.</summary>
    public abstract IEnumerable<string?> Secrets { get; }

    public abstract void AddHeaders(HttpRequestHeaders headers, Gateway gateway);

    /// <summary>True once it is known to have expired.</summary>
    public virtual bool IsExpired(TimeSpan now) => false;

    /// <summary>The error of a request that was sent with it and failed.</summary>
    /// <param name="failure">What the gateway answered.</param>
    /// <param name="wasRenewed">True where it had replaced a rejected one and was rejected too.</param>
    /// <param name="clock">Tells its age.</param>
    public abstract WalmartException CreateError(ErrorResponse failure, bool wasRenewed, IClock clock);
}

/// <summary>Gets what authorizes the requests of one call.</summary>
internal interface IRequestAuthorizer
{
    /// <summary>One that is good now.</summary>
    Task<RequestAuthorization> AuthorizeAsync(CallBudget budget, CancellationToken cancellation);

    /// <summary>Another one than the one that Walmart rejected; null where there is none.</summary>
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
