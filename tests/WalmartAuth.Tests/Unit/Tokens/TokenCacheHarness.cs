using System.Threading.Channels;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>One cache entry, a fake clock, and a gateway whose responses the test controls. A caller of <see cref="Get"/> has joined when it returns.</summary>
internal sealed class TokenCacheHarness
{
    private readonly Channel<PendingCall> calls = Channel.CreateUnbounded<PendingCall>();
    private readonly TokenClient client;

    public TokenCacheHarness(TokenGrant? grant = null)
    {
        Handler = new ScriptedHandler((request, cancellation) =>
        {
            var call = new PendingCall(request, cancellation, IsDeaf);
            calls.Writer.TryWrite(call);
            return call.Answer;
        });
        client = Client(Counters, grant);
        Entry = new TokenCacheEntry(Clock);
    }

    public static Gateway Gateway { get; } = new() { BaseAddress = new Uri("https://gateway.example/"), PartnerId = "seller-1" };

    public FakeClock Clock { get; } = new();

    public ScriptedHandler Handler { get; }

    /// <summary>True if a call continues although no caller waits for it any more.</summary>
    public bool IsDeaf { get; set; }

    public SessionCounters Counters { get; } = new();

    public TokenCacheEntry Entry { get; }

    public static ClientCredential Credential(string secret = "a-secret-of-nobody") => new("client-id-0123456789", new SecretText(secret));

    public TokenClient Client(SessionCounters counters, TokenGrant? grant = null) =>
        new(new HttpMessageInvoker(Handler), Gateway, grant ?? new TokenGrant(Credential()), Clock, TimeSpan.FromSeconds(100), counters);

    /// <summary>The next token call at the gateway.</summary>
    public async Task<PendingCall> CallAsync() => await calls.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    public Task<AccessToken> Get(TokenRequestMode mode = TokenRequestMode.Use, AccessToken? rejected = null, CancellationToken cancellation = default, CallBudget? budget = null) =>
        Entry.GetAsync(mode, rejected, client, budget ?? Budget(), cancellation);

    /// <summary>The limits of one caller.</summary>
    public CallBudget Budget(RetryPolicy? policy = null, double timeout = 100) => new(policy ?? TokenClient.Foreground, TimeSpan.FromSeconds(timeout), Clock, NullOutput.Instance);

    /// <summary>Gets a token and lets the gateway respond.</summary>
    public async Task<AccessToken> GetAnsweredAsync(string token, int expiresIn = 900, TokenRequestMode mode = TokenRequestMode.Use, AccessToken? rejected = null)
    {
        var request = Get(mode, rejected);
        (await CallAsync()).Give(token, expiresIn);
        return await request;
    }

    /// <summary>Completes when no token call is pending any more.</summary>
    public async Task SettleAsync()
    {
        while (Entry.IsRenewing)
        {
            await Task.Yield();
        }
    }

    public void Advance(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));
}
