using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>Calls token detail (contract §3), and uses it to explain failed calls (contract §5).</summary>
internal sealed class TokenDetailClient
{
    /// <summary>How long a response explains further failures: a pipeline of calls that all fail for one reason asks once.</summary>
    internal static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    // The user is waiting for the failure.
    private static readonly TimeSpan ExplainTimeout = TimeSpan.FromSeconds(5);

    // The scope for the first part of a path, if the names differ.
    private static readonly Dictionary<string, string> ScopeOfPath = new(StringComparer.OrdinalIgnoreCase)
    {
        ["items"] = "item",
        ["prices"] = "price",
        ["inventories"] = "inventory",
        ["fulfillment"] = "shipping",
        ["ship"] = "shipping",
        ["getReport"] = "reports",
        ["promo"] = "price",
        ["repricer"] = "price",
    };

    // A feed needs the scope of its type (contract §8); types that are not listed here need the items scope.
    private static readonly (string Word, string Scope)[] ScopeOfFeed =
        [("PRICE", "price"), ("PROMO", "price"), ("INVENTORY", "inventory"), ("LAGTIME", "lagtime"), ("SHIPPING", "shipping"), ("ORDER", "orders"), ("RETURN", "returns"), ("ITEM", "item"), ("FITMENT", "item"), ("MAINTENANCE", "item")];

    private readonly ApiClient client;
    private readonly IClock clock;
    private readonly object gate = new();
    private readonly Memo<Task<TokenDetail>> known = new(Memory);

    public TokenDetailClient(ApiClient client, IClock clock)
    {
        this.client = client;
        this.clock = clock;
    }

    /// <summary>Makes the call.</summary>
    /// <exception cref="WalmartException">The failure of the call, or InvalidResponse.</exception>
    public async Task<TokenDetail> GetAsync(IRequestAuthorizer authorizer, CallBudget budget, CancellationToken cancellation)
    {
        var (text, date) = await client.GetTextAsync(TokenDetail.Path, authorizer, budget, cancellation).ConfigureAwait(false);
        return TokenDetail.Read(text) with { GatewayDate = date };
    }

    /// <summary>The error with the result of token detail; the unchanged error if that cannot be determined.</summary>
    /// <param name="error">A rejected token, or a missing scope.</param>
    /// <param name="token">The token that was sent. It is used as is: an explanation is not worth a renewal or a wait.</param>
    /// <param name="output">Where to report it.</param>
    /// <param name="cancellation">Lets the caller leave.</param>
    public async Task<WalmartApiException> ExplainAsync(WalmartApiException error, AccessToken token, ICmdletOutput output, CancellationToken cancellation)
    {
        try
        {
            var detail = await AskOnceAsync(token, output).WaitAsync(cancellation).ConfigureAwait(false);
            return Add(error, error.ErrorId == WalmartErrorId.InsufficientScope ? ExplainScope(error, detail) : ExplainRejection(detail));
        }
        catch (WalmartException e) when (error.ErrorId == WalmartErrorId.TokenRejected && e.ErrorId == WalmartErrorId.TokenRejected)
        {
            return Add(error, SessionMessages.DetailRejectsToo);
        }
        catch (WalmartException e)
        {
            // Not documented for the supplier host (contract §3); the error stays as it is.
            output.Verbose(SessionMessages.DetailFailed(e.Message));
            return error;
        }
    }

    internal static string ExplainRejection(TokenDetail detail) =>
        detail.IsValid == false ? SessionMessages.DetailSaysInvalid
        : detail.IsChannelMatch == false ? SessionMessages.DetailSaysForeignChannel
        : detail.ExpiresOn is { } end ? SessionMessages.DetailAcceptsUntil(UtcText.Format(end))
        : SessionMessages.DetailAccepts;

    internal static string? ExplainScope(WalmartApiException error, TokenDetail detail)
    {
        if (detail.IsChannelMatch == false)
        {
            return SessionMessages.ChannelIsForeign;
        }

        var part = error.Path.Split(['/'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(p => p != "v3").Skip(1).FirstOrDefault();
        if (part is null)
        {
            return null;
        }

        var scope = part == "feeds" && error.Failure.FeedType is { } feed ? ScopeOfFeed.FirstOrDefault(f => feed.IndexOf(f.Word, StringComparison.OrdinalIgnoreCase) >= 0).Scope ?? part
            : ScopeOfPath.TryGetValue(part, out var name) ? name : part;
        if (scope == "lagtime" && !detail.Scopes.ContainsKey(scope))
        {
            // Walmart's list of scopes has it under items.
            scope = "item";
        }

        var isWrite = error.Method is not ("GET" or "HEAD");
        if (!detail.Scopes.TryGetValue(scope, out var held) || string.Equals(held, "no_access", StringComparison.OrdinalIgnoreCase))
        {
            return SessionMessages.ScopeIsMissing(scope, isWrite);
        }

        return isWrite && string.Equals(held, "view_only", StringComparison.OrdinalIgnoreCase)
            ? SessionMessages.ScopeIsReadOnly(scope)
            : SessionMessages.ScopeIsHeld(scope, held);
    }

    private static WalmartApiException Add(WalmartApiException error, string? explanation) => explanation is null
        ? error
        : new WalmartApiException(error.ErrorId, $"{error.Message} {explanation}", error.Failure, error.RecommendedAction, error);

    // Callers that fail together share one request; a caller that leaves does not end it for the others.
    private Task<TokenDetail> AskOnceAsync(AccessToken token, ICmdletOutput output)
    {
        lock (gate)
        {
            var now = clock.Monotonic;
            if (!known.TryGet(token, now, out var question))
            {
                var budget = new CallBudget(RetryPolicy.None, ExplainTimeout, clock, output);
                question = Task.Run(() => GetAsync(new FixedAuthorizer(token), budget, CancellationToken.None));
                known.Store(token, question, now);

                // Prevents an unobserved exception if it fails after every caller has left.
                _ = question.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return question;
        }
    }
}
