using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>Makes a connected session the default of this runspace.</summary>
[Cmdlet(VerbsCommon.Select, "WalmartSession")]
[OutputType(typeof(WalmartSession))]
public sealed class SelectWalmartSessionCommand : WalmartCommand
{
    /// <summary>The session, or its name; a wildcard must match one session only.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Session", "Connection", "Context")]
    [SessionArgument]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public object? Name { get; set; }

    /// <summary>Writes the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        var found = RunspaceSessions.Current.Resolve(Name!);
        if (found.Count > 1)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.SeveralSessionsMatch(Name, found.Count, string.Join(", ", found.Take(5).Select(s => s.Name))), recommendedAction: CommandMessages.NameOneSession);
        }

        RunspaceSessions.Current.Select(found[0]);
        if (PassThru)
        {
            WriteObject(found[0]);
        }
    }

    private protected override void Report(WalmartException error) => WriteError(error.ToErrorRecord());
}
