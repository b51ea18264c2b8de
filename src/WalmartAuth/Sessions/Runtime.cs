using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>What is there once for the process: the clock, the connections, the tokens.</summary>
internal sealed class Runtime
{
    public Runtime(IClock clock, HandlerPool handlers)
    {
        Clock = clock;
        Handlers = handlers;
        Tokens = new TokenStore(clock);
    }

    /// <summary>The runtime in use; tests put their own in its place.</summary>
    public static Runtime Current { get; set; } = new(SystemClock.Instance, HandlerPool.Shared);

    public IClock Clock { get; }

    public HandlerPool Handlers { get; }

    public TokenStore Tokens { get; }
}
