using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>The process-wide state: the clock, the connections, the tokens.</summary>
internal sealed class ModuleContext
{
    public ModuleContext(IClock clock, HandlerPool handlers)
    {
        Clock = clock;
        Handlers = handlers;
        Tokens = new TokenCache(clock);
    }

    /// <summary>The context in use; tests replace it.</summary>
    public static ModuleContext Current { get; set; } = new(SystemClock.Instance, HandlerPool.Shared);

    public IClock Clock { get; }

    public HandlerPool Handlers { get; }

    public TokenCache Tokens { get; }
}
