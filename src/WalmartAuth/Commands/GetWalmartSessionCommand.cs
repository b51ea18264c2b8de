using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>Shows the sessions of this runspace: where they go, where their credential came from, what they did. Never a secret.</summary>
[Cmdlet(VerbsCommon.Get, "WalmartSession", DefaultParameterSetName = "Session")]
[Alias("Get-WalmartContext")]
[OutputType(typeof(WalmartSession))]
public sealed class GetWalmartSessionCommand : WalmartCommand
{
    /// <summary>The session to show; without it, the default one of this runspace.</summary>
    [Parameter(ParameterSetName = "Session")]
    [Alias("Connection", "Context")]
    [RejectDeserializedSession]
    [ValidateNotNull]
    public WalmartSession? Session { get; set; }

    /// <summary>Shows every connected session of this runspace.</summary>
    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    private protected override void Process()
    {
        if (All)
        {
            WriteObject(RunspaceSessions.Current.All, enumerateCollection: true);
        }
        else if ((Session ?? RunspaceSessions.Current.Default) is { } session)
        {
            WriteObject(session);
        }
    }
}
