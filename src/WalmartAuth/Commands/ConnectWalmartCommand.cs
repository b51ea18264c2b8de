using System.Management.Automation;
using WalmartAuth.Sessions;

namespace WalmartAuth;

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

    /// <summary>Writes a refresh token that Walmart gives out or replaces to the vault secret that was read. Without it nothing is ever written to a vault.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    public SwitchParameter SaveRefreshToken { get; set; }

    internal override ConnectionSettings Settings() => base.Settings() with { SaveRefreshToken = SaveRefreshToken };

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
