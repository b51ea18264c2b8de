using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Credentials;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>Disconnects sessions and removes their tokens. If there is no session, it does nothing and reports no error.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Walmart", SupportsShouldProcess = true)]
public sealed class DisconnectWalmartCommand : WalmartCommand
{
    /// <summary>The sessions to disconnect, or their names; without it, the default session of this runspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Connection", "Context")]
    [SessionArgument]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public object[]? Session { get; set; }

    /// <summary>Also overwrites the token that the session shares through a vault (-TokenVault), so that no other process uses it.</summary>
    [Parameter]
    public SwitchParameter RemoveSharedToken { get; set; }

    private protected override void Process()
    {
        var sessions = RunspaceSessions.Current;
        if (Session is null && sessions.Default is null)
        {
            return;
        }

        foreach (var session in sessions.Resolve(Session, Report))
        {
            var shared = RemoveSharedToken ? session.Sharing : null;
            if (ShouldProcess(session.Name, shared is null ? "Disconnect" : CommandMessages.DisconnectAndRemoveSharedToken(shared.Vault)) && TryRemove(shared))
            {
                sessions.Disconnect(session);
            }
        }
    }

    // If the token cannot be removed, the session stays connected, so that the command can be run again.
    private bool TryRemove(TokenSharing? shared)
    {
        try
        {
            shared?.Remove(new SecretReadContext(this, StopToken));
            return true;
        }
        catch (WalmartException e)
        {
            Report(e);
            return false;
        }
    }

    private protected override void Report(WalmartException error) => WriteError(error.ToErrorRecord());
}
