using System.Collections;
using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth;

/// <summary>Returns the session's access token: as an object with a SecureString, as plain text, or as headers for Invoke-RestMethod.</summary>
[Cmdlet(VerbsCommon.Get, "WalmartToken", DefaultParameterSetName = "Token")]
[OutputType(typeof(WalmartToken), ParameterSetName = ["Token"])]
[OutputType(typeof(string), ParameterSetName = ["PlainText"])]
[OutputType(typeof(Hashtable), ParameterSetName = ["Header"])]
public sealed class GetWalmartTokenCommand : WalmartCommand
{
    private bool isOneOfMany;

    /// <summary>The sessions to return tokens for, or their names; without it, the default session of this runspace.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("Connection", "Context")]
    [SessionArgument]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public object[]? Session { get; set; }

    /// <summary>Returns the token as a plain string.</summary>
    [Parameter(ParameterSetName = "PlainText", Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>Returns a hashtable for Invoke-RestMethod -Headers.</summary>
    [Parameter(ParameterSetName = "Header", Mandatory = true)]
    public SwitchParameter AsHeader { get; set; }

    /// <summary>Does not register the token with the masking of GitHub Actions and Azure Pipelines.</summary>
    [Parameter(ParameterSetName = "PlainText")]
    [Parameter(ParameterSetName = "Header")]
    public SwitchParameter NoMask { get; set; }

    /// <summary>Requests a new token even if the cached one is still valid.</summary>
    [Parameter]
    public SwitchParameter ForceRefresh { get; set; }

    /// <summary>Adds scopes, validity and channel match from Walmart's token detail call.</summary>
    [Parameter(ParameterSetName = "Token")]
    public SwitchParameter Detail { get; set; }

    private protected override void Process()
    {
        var sessions = RunspaceSessions.Current.Resolve(Session, Report);
        isOneOfMany |= sessions.Count > 1 || MyInvocation.ExpectingInput;
        foreach (var session in sessions)
        {
            try
            {
                session.EnsureConnected();
                Write(session);
            }
            catch (WalmartException e)
            {
                Report(e);
            }
        }
    }

    // A failure for the only session ends the statement; with several sessions, the others continue.
    private protected override void Report(WalmartException error)
    {
        if (isOneOfMany || error.ErrorId == WalmartErrorId.SessionNotFound)
        {
            WriteError(error.ToErrorRecord());
            return;
        }

        base.Report(error);
    }

    private void Write(WalmartSession session)
    {
        var token = Await((output, cancellation) => session.GetTokenAsync(ForceRefresh ? TokenRequestMode.Force : TokenRequestMode.Use, output, Pipeline, cancellation));
        if (AsPlainText || AsHeader)
        {
            WritePlain(session, token);
            return;
        }

        var detail = Detail ? Await((output, cancellation) => session.GetTokenDetailAsync(output, Pipeline, cancellation)) : null;
        var output = new PSObject(new WalmartToken(token, session, detail));
        if (Detail)
        {
            // Has its own view, which shows the detail.
            output.TypeNames.Insert(0, typeof(WalmartToken).FullName + "#Detail");
        }

        WriteObject(output);
    }

    private void WritePlain(WalmartSession session, AccessToken token)
    {
        var text = token.Value.Reveal();
        if (NoMask || CiLogMask.Instance.Register(text, Host.Name, WriteWarning))
        {
            WriteObject(AsPlainText ? text : TokenHeaders.Create(session.Gateway, text));
        }
    }
}
