using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace WalmartAuth.Sessions;

/// <summary>
/// The sessions of one runspace. The default belongs to it alone, so that two jobs in one process never see each
/// other's; with the runspace they go too.
/// </summary>
internal sealed class RunspaceSessions
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> Table = new();

    // A session that nobody holds any more is not kept alive by being listed.
    private readonly List<WeakReference<WalmartSession>> connected = [];

    /// <summary>The sessions of the runspace whose pipeline runs on this thread.</summary>
    public static RunspaceSessions Current => Table.GetValue(Runspace.DefaultRunspace, _ => new RunspaceSessions());

    /// <summary>The session that cmdlets use which are given none.</summary>
    public WalmartSession? Default { get; private set; }

    /// <summary>Every connected session of this runspace, oldest first.</summary>
    public IReadOnlyList<WalmartSession> All
    {
        get
        {
            connected.RemoveAll(r => !r.TryGetTarget(out var session) || !session.IsConnected);
            return connected.Select(r => r.TryGetTarget(out var session) ? session : null).OfType<WalmartSession>().ToList();
        }
    }

    public void Add(WalmartSession session, bool asDefault)
    {
        connected.RemoveAll(r => !r.TryGetTarget(out var known) || !known.IsConnected);
        connected.Add(new WeakReference<WalmartSession>(session));
        Default = asDefault ? session : Default;
    }

    public void Disconnect(WalmartSession session)
    {
        session.Disconnect();
        Default = Default == session ? null : Default;
    }

    /// <summary>Disconnects every session that was made in this runspace.</summary>
    public void Clear()
    {
        foreach (var session in All)
        {
            session.Disconnect();
        }

        connected.Clear();
        Default = null;
    }
}
