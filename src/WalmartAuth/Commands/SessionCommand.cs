using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>The base of the cmdlets that work with a session.</summary>
public abstract class SessionCommand : WalmartCommand
{
    /// <summary>The session to use; without it, the default one of this runspace.</summary>
    [Parameter]
    [Alias("Connection", "Context")]
    [RejectDeserializedSession]
    [ValidateNotNull]
    public WalmartSession? Session { get; set; }

    internal WalmartSession RequireSession()
    {
        var session = Session ?? RunspaceSessions.Current.Default
            ?? throw new WalmartException(WalmartErrorId.NotConnected, "There is no Walmart session in this runspace.");
        session.EnsureConnected();
        return session;
    }
}
