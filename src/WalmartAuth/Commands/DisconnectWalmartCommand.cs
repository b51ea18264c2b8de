using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>Forgets sessions and their tokens. Without a session to forget there is nothing to do, which is no error.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Walmart")]
public sealed class DisconnectWalmartCommand : WalmartCommand
{
    /// <summary>The sessions to forget, or their names; without it, the default session of this runspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Connection", "Context")]
    [SessionArgument]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public object[]? Session { get; set; }

    private protected override void Process()
    {
        var sessions = RunspaceSessions.Current;
        if (Session is null && sessions.Default is null)
        {
            return;
        }

        foreach (var session in sessions.Resolve(Session, Report))
        {
            sessions.Disconnect(session);
        }
    }

    private protected override void Report(WalmartException error) => WriteError(error.ToErrorRecord());
}
