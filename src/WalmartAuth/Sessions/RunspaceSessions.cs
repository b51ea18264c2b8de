using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using WalmartAuth.Common;

namespace WalmartAuth.Sessions;

/// <summary>
/// The sessions of one runspace, by name, until they are disconnected or the runspace ends. The default belongs to the
/// runspace only, so two jobs in one process never see each other's default.
/// </summary>
internal sealed class RunspaceSessions
{
    private const int NamesInMessage = 5;
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> Table = new();

    private readonly List<WalmartSession> connected = [];

    /// <summary>The sessions of the runspace whose pipeline runs on this thread.</summary>
    public static RunspaceSessions Current => Table.GetValue(Runspace.DefaultRunspace, _ => new RunspaceSessions());

    /// <summary>The session that cmdlets use if none is specified.</summary>
    public WalmartSession? Default { get; private set; }

    /// <summary>Every connected session of this runspace, oldest first.</summary>
    public IReadOnlyList<WalmartSession> All
    {
        get
        {
            connected.RemoveAll(s => !s.IsConnected);
            return [.. connected];
        }
    }

    /// <summary>
    /// Adds a session. It replaces an earlier one of the same name, also as the default; the earlier one keeps working for
    /// callers that have the object.
    /// </summary>
    public void Add(WalmartSession session, bool asDefault)
    {
        var displaced = Find(session.Name);
        connected.RemoveAll(s => s == displaced || s == session || !s.IsConnected);
        connected.Add(session);
        Default = asDefault || (displaced is not null && Default == displaced) ? session : Default;
    }

    /// <summary>Makes a session the default; a session that was connected in another runspace is added to this one.</summary>
    public void Select(WalmartSession session)
    {
        session.EnsureConnected();
        if (Find(session.Name) != session)
        {
            Add(session, asDefault: true);
        }

        Default = session;
    }

    public void Disconnect(WalmartSession session)
    {
        session.Disconnect();
        connected.Remove(session);
        Default = Default == session ? null : Default;
    }

    /// <summary>Disconnects every session that was connected in this runspace.</summary>
    public void Clear()
    {
        foreach (var session in All)
        {
            session.Disconnect();
        }

        connected.Clear();
        Default = null;
    }

    /// <summary>The connected session of that name, ignoring case; null if there is none.</summary>
    public WalmartSession? Find(string name) => connected.Find(s => s.IsConnected && string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The default name for a client: the end of the client id if it looks like one, with a number if another client has that name.</summary>
    public string NameForClient(string clientId)
    {
        var name = Guid.TryParse(clientId, out _) ? clientId.Substring(clientId.Length - 4) : "credential";
        for (var count = 1; ; count++)
        {
            var candidate = count == 1 ? name : $"{name}-{count}";
            if (Find(candidate) is not { } other || other.Settings.ClientId == clientId)
            {
                return candidate;
            }
        }
    }

    /// <summary>The connected sessions whose name matches, oldest first. An exact name takes precedence over a pattern; no match is not an error.</summary>
    public IReadOnlyList<WalmartSession> Match(string nameOrPattern)
    {
        if (Find(nameOrPattern) is { } exact)
        {
            return [exact];
        }

        if (!WildcardPattern.ContainsWildcardCharacters(nameOrPattern))
        {
            return [];
        }

        var pattern = WildcardPattern.Get(nameOrPattern, WildcardOptions.IgnoreCase);
        return All.Where(s => pattern.IsMatch(s.Name)).ToList();
    }

    /// <summary>Resolves one value of -Session: the session itself, or the connected sessions that match a name or pattern.</summary>
    /// <exception cref="WalmartException">SessionNotFound: no connected session has that name.</exception>
    public IReadOnlyList<WalmartSession> Resolve(object requested)
    {
        if (requested is WalmartSession session)
        {
            return [session];
        }

        var name = (string)requested;
        return Match(name) is { Count: > 0 } found ? found : throw NotFound(name);
    }

    /// <summary>
    /// Resolves -Session: each session once, in the order specified, or the default session if nothing was specified. Each
    /// name without a match is reported, and the others are still used. If all are unknown, the list is empty, never the default.
    /// </summary>
    /// <exception cref="WalmartException">NotConnected: nothing was specified, and there is no default session.</exception>
    public IReadOnlyList<WalmartSession> Resolve(IReadOnlyList<object>? requested, Action<WalmartException> report)
    {
        if (requested is null)
        {
            return [Default ?? throw NotConnected()];
        }

        var sessions = new List<WalmartSession>();
        foreach (var each in requested)
        {
            try
            {
                sessions.AddRange(Resolve(each).Except(sessions));
            }
            catch (WalmartException e) when (e.ErrorId == WalmartErrorId.SessionNotFound)
            {
                report(e);
            }
        }

        return sessions;
    }

    private WalmartException NotConnected() => new(WalmartErrorId.NotConnected, All.Count == 0
        ? SessionMessages.NoSession
        : SessionMessages.NoDefaultSession(All.Count, Names(All.Select(s => s.Name))),
        recommendedAction: All.Count == 0 ? null : SessionMessages.SelectSession(PSLiteral.Quote(All[0].Name)));

    private WalmartException NotFound(string name)
    {
        var names = All.Select(s => s.Name).ToList();
        var isPattern = WildcardPattern.ContainsWildcardCharacters(name);
        var near = isPattern ? [] : NearNames.Find(name, names).ToList();
        var known = near.Count > 0 ? SessionMessages.DidYouMean(Names(near)) : names.Count > 0 ? $" Connected are: {Names(names)}." : SessionMessages.NoneIsConnected;
        return new WalmartException(WalmartErrorId.SessionNotFound, SessionMessages.NoSuchSession(name, isPattern, known), target: name, recommendedAction: isPattern
            ? SessionMessages.ConnectSessions(PSLiteral.Quote(name))
            : SessionMessages.ConnectSession(PSLiteral.Quote(name)));
    }

    private static string Names(IEnumerable<string> names)
    {
        var list = names.ToList();
        return string.Join(", ", list.Take(NamesInMessage)) + (list.Count > NamesInMessage ? $" and {list.Count - NamesInMessage} more" : "");
    }
}
