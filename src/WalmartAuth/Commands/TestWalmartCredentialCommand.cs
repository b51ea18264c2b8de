using System.Collections;
using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Diagnostics;
using WalmartAuth.Http;
using WalmartAuth.Requests;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>
/// Says whether Walmart accepts a credential, and if not, why not: true or false, or a report. An error, and neither
/// true nor false, where that could not be determined.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "WalmartCredential", DefaultParameterSetName = SecretSet)]
[OutputType(typeof(bool), typeof(WalmartCredentialReport))]
public sealed class TestWalmartCredentialCommand : ConnectionCommand
{
    internal const string SessionSet = "Session";

    /// <summary>Tests the credential of a session.</summary>
    [Parameter(ParameterSetName = SessionSet, Mandatory = true, ValueFromPipeline = true)]
    [Alias("Connection", "Context")]
    [SessionArgument]
    [ValidateNotNull]
    public WalmartSession? Session { get; set; }

    /// <summary>Writes a report of every check in place of true or false.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Does not try a rejected credential in the other environment and the other program.</summary>
    [Parameter]
    public SwitchParameter NoCrossCheck { get; set; }

    /// <summary>Scopes that the credential must hold, with their levels: @{ orders = 'full_access' }.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IDictionary? RequireScope { get; set; }

    internal override ConnectionSettings Settings() => base.Settings() with
    {
        SessionName = ParameterSetName switch
        {
            EnvironmentSet => "WALMART",
            TokenSet => "token",
            CredentialSet => RunspaceSessions.Current.NameForClient(Credential!.UserName),
            _ => "",
        },
    };

    private protected override void Process()
    {
        var options = new TestOptions(!NoCrossCheck, new RequiredScopes(Scopes()));
        if (AuthorizationCode is not null)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, "An authorization code can be exchanged once, and a test would use it up. Nothing was sent.", recommendedAction: "Connect with it: Connect-Walmart -AuthorizationCode.");
        }

        Session = PipedSession() ?? Session;
        if (Session is not null)
        {
            Session.EnsureConnected();
            RefuseWhatContradicts(Session);
        }

        var settings = Session is null ? Settings() : null;
        if (settings is null || Source() is not { } source)
        {
            Write(Run(Target(settings), options));
            return;
        }

        // Several names: the first that is not rejected decides, else the last one.
        Write(SessionFactory.FirstAccepted(source.Read(new SecretReadContext(this, StopToken)), profile => Run(Target(settings, profile), options), result => result.Report.Succeeded == false));
    }

    private (WalmartCredentialReport Report, WalmartException? BlockingError) Run(TestTarget target, TestOptions options) =>
        Await((output, cancellation) => new CredentialTest(ModuleContext.Current, target, options, output).RunAsync(cancellation));

    // An error here must not be a terminating one: in "if (-not (Test-WalmartCredential …)) { exit 1 }" that would end
    // the if and let the script go on. Without output, -not gives true.
    private protected override void Report(WalmartException error) => WriteError(error.ToErrorRecord());

    private void Write((WalmartCredentialReport Report, WalmartException? BlockingError) result)
    {
        var (report, blockingError) = result;
        if (Detailed)
        {
            WriteObject(report);
        }
        else if (report.Succeeded is { } verdict)
        {
            WriteObject(verdict);
        }

        if (report.Succeeded == false && !Detailed)
        {
            WriteWarning(report.Conclusion);
        }
        else if (report.Succeeded is null)
        {
            Report(blockingError ?? new WalmartException(WalmartErrorId.InvalidResponse, report.Conclusion));
        }
    }

    /// <summary>A session, or a token supplied with -AccessToken.</summary>
    private TestTarget Target(ConnectionSettings? settings)
    {
        var session = Session ?? Connect();
        settings ??= MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec)) ? session.Settings with { Timeout = TimeSpan.FromSeconds(TimeoutSec) } : session.Settings;
        return session.Tokens is CredentialTokenProvider tokens
            ? new TestTarget(session.Gateway, settings, session.CredentialSource) { Grant = tokens.Grant }
            : new TestTarget(session.Gateway, settings, session.CredentialSource) { Token = session.Tokens.Current };
    }

    private static TestTarget Target(ConnectionSettings settings, CredentialProfile profile)
    {
        var own = settings.WithProxyOf(profile) with { SessionName = profile.SecretName ?? settings.SessionName };
        var gateway = GatewayResolver.Resolve(own, profile);
        return new TestTarget(gateway, own, profile.Source) { Grant = GatewayResolver.Grant(own, profile, gateway) };
    }

    // A parameter set without these parameters would say "ambiguous", in a terminating error. What agrees with the session
    // may stand there: a default value for every command of a script does.
    private void RefuseWhatContradicts(WalmartSession session)
    {
        var gateway = session.Gateway;
        var proxy = session.Settings.Proxy;
        (string Name, bool Agrees)[] own =
        [
            (nameof(Program), Program == gateway.Program),
            (nameof(Environment), Environment == gateway.Environment),
            (nameof(Market), Market == gateway.Market),
            (nameof(DynamicSandbox), DynamicSandbox == gateway.DynamicSandbox),
            (nameof(ChannelType), ChannelType?.ToString() == gateway.ChannelType),
            (nameof(PartnerId), PartnerId == gateway.PartnerId),
            (nameof(BaseUri), BaseUri is { IsAbsoluteUri: true } address && GatewayAddress.Normalize(address) == gateway.BaseAddress),
            (nameof(AllowUntrustedHost), AllowUntrustedHost == session.Settings.AllowUntrustedHost),
            (nameof(AuthorizationHeader), AuthorizationHeader == gateway.AuthorizationHeader),
            (nameof(Proxy), Proxy == proxy.Address),
            (nameof(ProxyCredential), ProxyCredential?.UserName == proxy.Credential?.UserName && ProxyCredential?.GetNetworkCredential().Password == proxy.Credential?.Password),
            (nameof(NoProxy), NoProxy == proxy.NoProxy),
        ];
        var refused = string.Join(", ", own.Where(p => !p.Agrees && MyInvocation.BoundParameters.ContainsKey(p.Name)).Select(p => "-" + p.Name));
        if (refused.Length > 0)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, $"-Session does not go with {refused}: a session is tested as it was connected ({gateway.DisplayName}). Nothing was sent.", recommendedAction: $"Leave {refused} out, or test a credential in place of the session: -SecretName, -Credential, -FromEnvironment or -AccessToken.");
        }
    }

    private Dictionary<string, string> Scopes()
    {
        var scopes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in RequireScope ?? new Hashtable())
        {
            var level = entry.Value.Unwrap() is { } value ? InputTemplate.ToInvariantString(value) : "";
            scopes[InputTemplate.ToInvariantString(entry.Key)] = RequiredScopes.IsLevel(level)
                ? level
                : throw new WalmartException(WalmartErrorId.InvalidArgument, $"-RequireScope: '{level}' is not one of {string.Join(", ", RequiredScopes.Levels)}. Nothing was sent.");
        }

        return scopes;
    }
}
