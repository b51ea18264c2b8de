using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>What is there once for the process: the clock, the connections, the tokens.</summary>
internal sealed class ModuleContext
{
    public ModuleContext(IClock clock, HandlerPool handlers)
    {
        Clock = clock;
        Handlers = handlers;
        Tokens = new TokenCache(clock);
    }

    /// <summary>The runtime in use; tests put their own in its place.</summary>
    public static ModuleContext Current { get; set; } = new(SystemClock.Instance, HandlerPool.Shared);

    public IClock Clock { get; }

    public HandlerPool Handlers { get; }

    public TokenCache Tokens { get; }
}
