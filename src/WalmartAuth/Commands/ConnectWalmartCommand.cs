using System.Management.Automation;
using WalmartAuth.Sessions;

namespace WalmartAuth.Commands;

/// <summary>Connects to Walmart: reads the credential, gets a token and keeps it. A wrong secret fails here.</summary>
[Cmdlet(VerbsCommunications.Connect, "Walmart", DefaultParameterSetName = SecretSet)]
[OutputType(typeof(WalmartSession))]
public sealed class ConnectWalmartCommand : ConnectionCommand
{
    /// <summary>Writes the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Connects without becoming the default session of this runspace.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    private protected override void Process()
    {
        var session = Connect();
        RunspaceSessions.Current.Add(session, asDefault: !NoDefault);
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
