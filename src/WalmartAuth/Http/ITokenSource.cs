using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>Where a call gets its token.</summary>
internal interface ITokenSource
{
    /// <summary>A token that is good now.</summary>
    Task<AccessToken> GetAsync(ICmdletOutput output, CancellationToken cancellation);

    /// <summary>A newer token in place of one that Walmart rejected, or null where no other can be had.</summary>
    Task<AccessToken?> ReplaceAsync(AccessToken rejected, ICmdletOutput output, CancellationToken cancellation);
}
