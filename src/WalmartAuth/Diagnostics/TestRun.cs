using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>What the checks of one test share: what is tested, how Walmart is asked, and what was found so far.</summary>
internal sealed class TestRun
{
    public const string NotReached = "the gateway could not be reached";

    /// <summary>How long a test tries; whoever tests wants to know now.</summary>
    public static readonly RetryOptions Patience = new() { MaximumRetryCount = 1, MaximumWait = TimeSpan.FromSeconds(10) };

    private readonly ModuleContext runtime;

    public TestRun(ModuleContext runtime, TestTarget subject, ICmdletOutput output)
    {
        this.runtime = runtime;
        Subject = subject;
        Activity = output;
    }

    public TestTarget Subject { get; }

    public ICmdletOutput Activity { get; }

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
        new TokenClient(runtime.Handlers.Get(Subject.Settings.Proxy), gateway, runtime.Clock, Subject.Settings.Timeout)
            .RequestAsync(Subject.Grant!, null, Patience, Activity, cancellation);

    /// <summary>A session that has this token and no other.</summary>
    public WalmartSession SessionOf(AccessToken token) =>
        new(Subject.Gateway, new StaticTokenProvider(token, Subject.Gateway, runtime.Clock), Subject.Settings, new SessionCounters(), runtime);

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
