using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>Forgets a session and its token. Without a session to forget there is nothing to do, which is no error.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Walmart")]
public sealed class DisconnectWalmartCommand : WalmartCommand
{
    /// <summary>The session to forget; without it, the default one of this runspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Connection", "Context")]
    [RejectDeserializedSession]
    [ValidateNotNull]
    public WalmartSession? Session { get; set; }

    private protected override void Process()
    {
        var sessions = RunspaceSessions.Current;
        if ((Session ?? sessions.Default) is { } session)
        {
            sessions.Disconnect(session);
        }
    }
}
