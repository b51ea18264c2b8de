using System.Threading.Channels;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>One token's slot, a clock that stands still, and a gateway whose every answer the test gives. Whoever calls <see cref="Get"/> has joined when it returns.</summary>
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
        Slot = new TokenCacheEntry(Clock);
    }

    public static Gateway Gateway { get; } = new() { BaseAddress = new Uri("https://gateway.example/"), PartnerId = "seller-1" };

    public FakeClock Clock { get; } = new();

    public ScriptedHandler Handler { get; }

    /// <summary>True where a call that nobody wants any more goes on all the same.</summary>
    public bool IsDeaf { get; set; }

    public SessionCounters Counters { get; } = new();

    public TokenCacheEntry Slot { get; }

    public static ClientCredential Credential(string secret = "a-secret-of-nobody") => new("client-id-0123456789", new SecretText(secret));

    public TokenClient Client(SessionCounters counters, TokenGrant? grant = null) =>
        new(new HttpMessageInvoker(Handler), Gateway, grant ?? new TokenGrant(Credential()), Clock, TimeSpan.FromSeconds(100), counters);

    /// <summary>The next token call that the gateway got.</summary>
    public async Task<PendingCall> CallAsync() => await calls.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    public Task<AccessToken> Get(TokenRequestMode need = TokenRequestMode.Use, AccessToken? rejected = null, CancellationToken cancellation = default, CallBudget? budget = null) =>
        Slot.GetAsync(need, rejected, client, budget ?? Budget(), cancellation);

    /// <summary>What one caller may take.</summary>
    public CallBudget Budget(RetryPolicy? policy = null, double timeout = 100) => new(policy ?? TokenClient.Foreground, TimeSpan.FromSeconds(timeout), Clock, NullOutput.Instance);

    /// <summary>Gets a token and lets the gateway give it.</summary>
    public async Task<AccessToken> GetAnsweredAsync(string token, int expiresIn = 900, TokenRequestMode need = TokenRequestMode.Use, AccessToken? rejected = null)
    {
        var asked = Get(need, rejected);
        (await CallAsync()).Give(token, expiresIn);
        return await asked;
    }

    /// <summary>Ends when no token call is under way any more.</summary>
    public async Task SettleAsync()
    {
        while (Slot.IsRenewing)
        {
            await Task.Yield();
        }
    }

    public void Advance(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));
}
