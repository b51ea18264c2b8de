using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>One slot on a clock that stands still, and a gateway whose answers the test releases one by one.</summary>
internal sealed class TokenGround
{
    private readonly Queue<TaskCompletionSource<HttpResponseMessage>> waiting = new();
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly TokenAsker asker;

    public TokenGround()
    {
        Handler = new ScriptedHandler(async (_, cancellation) =>
        {
            var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (waiting)
            {
                waiting.Enqueue(answer);
            }

            arrivals.Release();
            return await answer.Task.WaitAsync(cancellation);
        });
        Gateway = new Gateway { BaseAddress = GatewayAddress.Marketplace, Program = WalmartProgram.Marketplace };
        Grant = new TokenGrant(new ClientCredential("c0ffee00-0000-4000-8000-000000000001", new SecretText("a-secret-that-is-long-enough")));
        Slot = new TokenSlot(Clock);
        asker = Asker(Grant);
    }

    public FakeClock Clock { get; } = new() { AdvancesByItself = true };

    public ScriptedHandler Handler { get; }

    public Gateway Gateway { get; }

    public TokenGrant Grant { get; }

    public TokenSlot Slot { get; }

    public CallCounters Counters { get; } = new();

    public int TokenCalls => Handler.TokenCalls.Count();

    public TokenAsker Asker(TokenGrant grant) => new(new TokenRequester(new HttpMessageInvoker(Handler), Gateway, Clock, TimeSpan.FromSeconds(100)), grant, Gateway, Counters);

    public Task<AccessToken> Ask(TokenNeed need = TokenNeed.Use, AccessToken? rejected = null, CancellationToken cancellation = default) =>
        Slot.GetAsync(need, rejected, asker, SilentActivity.Instance, cancellation);

    /// <summary>Waits until the gateway has received another request.</summary>
    public Task Arrived() => arrivals.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Answers the oldest request that waits.</summary>
    public void Answer(HttpResponseMessage message)
    {
        lock (waiting)
        {
            waiting.Dequeue().SetResult(message);
        }
    }

    public void Fail(Exception exception)
    {
        lock (waiting)
        {
            waiting.Dequeue().SetException(exception);
        }
    }

    /// <summary>Gets a token in the plain way.</summary>
    public async Task<AccessToken> Obtain(string token, int life = 900, TokenNeed need = TokenNeed.Use)
    {
        var asked = Ask(need);
        await Arrived();
        Answer(ScriptedHandler.Token(token, life));
        return await asked;
    }
}
