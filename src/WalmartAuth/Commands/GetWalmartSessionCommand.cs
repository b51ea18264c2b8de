using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>Shows the sessions of this runspace: their endpoints, credential sources and counters. Never shows a secret.</summary>
[Cmdlet(VerbsCommon.Get, "WalmartSession", DefaultParameterSetName = "Name")]
[Alias("Get-WalmartContext")]
[OutputType(typeof(WalmartSession))]
public sealed class GetWalmartSessionCommand : WalmartCommand
{
    /// <summary>The names of the sessions to show; without it, the default session of this runspace. A name that matches no session is not an error.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The sessions to show, or their names. A name that matches no session is an error.</summary>
    [Parameter(ParameterSetName = "Session", Mandatory = true, ValueFromPipeline = true)]
    [Alias("Connection", "Context")]
    [SessionArgument]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public object[]? Session { get; set; }

    /// <summary>Shows every connected session of this runspace.</summary>
    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    private protected override void Process()
    {
        var sessions = RunspaceSessions.Current;
        var shown = All ? sessions.All
            : Session is not null ? sessions.Resolve(Session, Report)
            : Name is not null ? Name.SelectMany(sessions.Match).Distinct()
            : sessions.Default is { } one ? [one] : [];
        WriteObject(shown, enumerateCollection: true);
    }

    private protected override void Report(WalmartException error) => WriteError(error.ToErrorRecord());
}
