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

    /// <summary>The session's name; without it, the name of the first secret asked for, or of what the credential comes from. A session of that name is taken over.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SessionName { get; set; }

    internal override ConnectionSettings Settings() => base.Settings() with
    {
        SessionName = Name(),
        ClientId = Credential?.UserName,
        SaveRefreshToken = SaveRefreshToken,
    };

    private protected override void Process()
    {
        var session = Connect();
        RunspaceSessions.Current.Add(session, asDefault: !NoDefault);
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    private string Name() => SessionName is { } name
        ? WildcardPattern.ContainsWildcardCharacters(name) ? throw new WalmartException(WalmartErrorId.InvalidArgument, $"{name}: the name of a session cannot contain wildcard characters. Nothing was sent.", target: name) : name
        : ParameterSetName switch
        {
            SecretSet => SecretName[0],
            EnvironmentSet => "WALMART",
            TokenSet => "token",
            _ => RunspaceSessions.Current.NameForClient(Credential!.UserName),
        };
}
