using WalmartAuth.Common;

namespace WalmartAuth.Sessions;

/// <summary>A 403 says only "forbidden"; the token detail call says which scope is held at which level (contract §3, §5).</summary>
internal static class ScopeExplainer
{
    // What the first part of a path is called among the scopes; the rest are named alike.
    private static readonly Dictionary<string, string> ScopeOfPath = new(StringComparer.OrdinalIgnoreCase)
    {
        ["items"] = "item",
        ["prices"] = "price",
        ["inventories"] = "inventory",
        ["fulfillment"] = "shipping",
        ["ship"] = "shipping",
        ["getReport"] = "reports",
    };

    /// <summary>The error with the scope, the level needed and the level held; the error as it was where that cannot be found out.</summary>
    public static async Task<WalmartApiException> ExplainAsync(WalmartApiException error, WalmartSession session, ICmdletOutput output, CancellationToken cancellation)
    {
        TokenDetail detail;
        try
        {
            detail = await TokenDetail.AskAsideAsync(session, output, cancellation).ConfigureAwait(false);
        }
        catch (WalmartException e)
        {
            // Not documented for the supplier host (contract §3); the 403 stands on its own.
            output.Verbose($"The token's scopes are not known: {e.Message}");
            return error;
        }

        return Explain(error, detail) is { } why ? new WalmartApiException(error.ErrorId, $"{error.Message} {why}", error.Failure, inner: error) : error;
    }

    internal static string? Explain(WalmartApiException error, TokenDetail detail)
    {
        if (detail.IsChannelMatch == false)
        {
            return "The channel type does not belong to this credential (token detail: is_channel_match is false).";
        }

        var part = error.Path.Split(['/'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(p => p != "v3").Skip(1).FirstOrDefault();
        if (part is null)
        {
            return null;
        }

        var scope = ScopeOfPath.TryGetValue(part, out var known) ? known : part;
        var isWrite = error.Method is not ("GET" or "HEAD");
        if (!detail.Scopes.TryGetValue(scope, out var held) || string.Equals(held, "no_access", StringComparison.OrdinalIgnoreCase))
        {
            return $"The call needs the scope '{scope}' ({(isWrite ? "full_access" : "view_only or full_access")}); the key has no access to it.";
        }

        return isWrite && string.Equals(held, "view_only", StringComparison.OrdinalIgnoreCase)
            ? $"The call needs the scope '{scope}' with full_access; the key has view_only."
            : $"The key has the scope '{scope}' with {held}, so it is a role, the market or the channel that is missing.";
    }
}
