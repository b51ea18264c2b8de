using Microsoft.Coyote.Specifications;

namespace WalmartAuth.ModelTests;

/// <summary>One entry of the token cache, its gateway and its callers, for one schedule.</summary>
internal sealed class Model
{
    /// <summary>The lifetime of the gateway's tokens.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(900);

    private static readonly RetryPolicy Ample = new();

    public Model(Func<IClock, ITokenCacheEntry> create)
    {
        Entry = create(Clock);
        Client = new TokenClient(Clock, Log);
    }

    public ModelClock Clock { get; } = new();

    public RequestLog Log { get; } = new();

    public ITokenCacheEntry Entry { get; }

    public TokenClient Client { get; }

    public SharedVault Vault { get; } = new();

    /// <summary>The sharing state of the process; the first use starts sharing.</summary>
    public SharingState Sharing => Entry.StartSharing();

    /// <summary>Callers with the same, generous budget.</summary>
    public Caller[] CreateCallers(int count)
    {
        var callers = new Caller[count];
        for (var i = 0; i < count; i++)
        {
            callers[i] = CreateCaller(Ample);
        }

        return callers;
    }

    public Caller CreateCaller(RetryPolicy policy) => new(this, Client.CreateBudget(policy));

    /// <summary>Fills the cache and lets time pass.</summary>
    public async Task<AccessToken> CacheAsync(TimeSpan age)
    {
        var token = await GetAsync();
        Clock.Forward(age);
        return token;
    }

    /// <summary>One more call, which must get a token.</summary>
    public async Task<AccessToken> GetAsync()
    {
        var caller = CreateCaller(Ample);
        await caller.StartAsync(TokenRequestMode.Use);
        CheckToken(caller);
        return caller.Token!;
    }

    /// <summary>The caller has a token.</summary>
    public static void CheckToken(Caller caller) =>
        Specification.Assert(caller.Token is not null, "A caller got no token, but: {0}", caller.Error);

    /// <summary>The caller has a token, has left, or has one of its own errors.</summary>
    public static void CheckEnd(Caller caller, params WalmartErrorId[] own)
    {
        var isOwn = caller.Error switch
        {
            null => caller.Token is not null,
            WalmartException failure => Array.IndexOf(own, failure.ErrorId) >= 0,
            OperationCanceledException => caller.HasLeft,
            _ => false,
        };
        Specification.Assert(isOwn, "A caller got the end of another one: {0}", caller.Error);
    }

    public void CheckRequests(int atMost) =>
        Specification.Assert(Log.Count <= atMost, "There were {0} token requests instead of {1}.", Log.Count, atMost);

    /// <summary>Every pending request is cancelled.</summary>
    public void CheckNoneWanted() => Specification.Assert(Log.Wanted == 0, "A request continues although no caller waits for it.");
}
