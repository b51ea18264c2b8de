using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>What the checks of one test share: what is tested, how Walmart is asked, and what was found so far.</summary>
internal sealed class TestRun
{
    public const string NotReached = "the gateway could not be reached";

    /// <summary>One retry and ten seconds of waiting: a diagnosis should come soon.</summary>
    public static readonly RetryPolicy QuickRetry = new() { MaximumRetryCount = 1, MaximumWait = TimeSpan.FromSeconds(10) };

    private readonly ModuleContext runtime;

    public TestRun(ModuleContext runtime, TestTarget subject, ICmdletOutput output)
    {
        this.runtime = runtime;
        Subject = subject;
        Activity = output;
        Client = new ApiClient(subject.Gateway, new RequestSender(runtime.Handlers.Get(subject.Settings.Proxy), subject.Gateway, runtime.Clock), runtime.Clock, new SessionCounters());
        TokenDetail = new TokenDetailClient(Client, runtime.Clock);
    }

    public TestTarget Subject { get; }

    public ICmdletOutput Activity { get; }

    public ApiClient Client { get; }

    public TokenDetailClient TokenDetail { get; }

    public CheckList Checks { get; } = new();

    /// <summary>What kept the test from an answer; null where there is one.</summary>
    public WalmartException? Obstacle { get; set; }

    /// <summary>Why token detail was not to be had; null where it was, or was not asked for.</summary>
    public WalmartException? DetailFailure { get; set; }

    /// <summary>This machine's time less the gateway's; null where no answer told it.</summary>
    public TimeSpan? Skew { get; private set; }

    public DateTimeOffset Now => runtime.Clock.UtcNow;

    /// <summary>The token call.</summary>
    public Task<TokenResponse> AskAsync(Gateway gateway, CancellationToken cancellation) =>
        new TokenClient(runtime.Handlers.Get(Subject.Settings.Proxy), gateway, Subject.Grant!, runtime.Clock, Subject.Settings.Timeout, new SessionCounters())
            .RequestAsync(null, CreateBudget(QuickRetry), cancellation);

    /// <summary>Authorizes requests with this token and no other.</summary>
    /// <exception cref="WalmartException">TokenExpired or TokenRejected: the token is not worth sending.</exception>
    public FixedAuthorizer Authorize(AccessToken token)
    {
        StaticTokenProvider.EnsureUsable(token, TokenRequestMode.Use, Subject.Gateway, runtime.Clock);
        return new FixedAuthorizer(token);
    }

    public CallBudget CreateBudget(RetryPolicy policy) => new(policy, Subject.Settings.Timeout, runtime.Clock, Activity);

    /// <summary>The first answer of the gateway.</summary>
    /// <param name="gatewayDate">Its time.</param>
    /// <param name="sent">This machine's time when the call was sent.</param>
    public void Reached(DateTimeOffset? gatewayDate, DateTimeOffset sent)
    {
        Checks.Pass("Reachability");
        Skew = sent - gatewayDate;
    }

    /// <summary>True where the first call failed at a gateway that works; notes it either way.</summary>
    public bool IsReached(WalmartException error, bool isTokenCall)
    {
        var end = Reachability.EndedAt(error, isTokenCall);
        if (error is WalmartApiException { Failure.Date: { } date })
        {
            Skew = Now - date;
        }

        Checks.Decide("Reachability", end is null ? null : $"{end}: {error.Message}", error.RecommendedAction);
        return end is null;
    }
}
