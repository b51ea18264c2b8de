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
/// Tests whether Walmart accepts credentials and, if not, why: one true or false for all of them, or a report for each. An error,
/// and neither true nor false, if none is rejected and one could not be determined.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "WalmartCredential", DefaultParameterSetName = SessionSet)]
[OutputType(typeof(bool), typeof(WalmartCredentialReport))]
public sealed class TestWalmartCredentialCommand : ConnectionCommand
{
    internal const string SessionSet = "Session";

    private OrderedTasks<Outcome>? tests;
    private RecordProgress? progress;
    private TestOptions? options;
    private long records;
    private int refusedRecords;
    private bool isRejected;
    private bool isUndetermined;

    /// <summary>The sessions to test, or their names; without them, the default session of this runspace.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [Alias("Connection", "Context")]
    [SessionArgument]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public object[]? Session { get; set; }

    /// <summary>Writes a report of every check instead of true or false, one for each credential.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Does not try a rejected credential in the other environment and the other program.</summary>
    [Parameter]
    public SwitchParameter NoCrossCheck { get; set; }

    /// <summary>Scopes that the credential must have, with their levels: @{ orders = 'full_access' }.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IDictionary? RequireScope { get; set; }

    /// <summary>How many credentials are tested at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override bool MayShareTokens => false;

    private protected override void Begin()
    {
        base.Begin();
        if (AuthorizationCode is not null)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.TestWouldUseUpCode, recommendedAction: CommandMessages.ConnectWithCode);
        }

        refusedRecords = RecordValueAttribute.RefusedCount;
        progress = new RecordProgress(this, CommandMessages.TestingWalmartCredentials, ModuleContext.Current.Clock);
        tests = new OrderedTasks<Outcome>(ThrottleLimit, StopToken);
        options = new TestOptions(!NoCrossCheck, new RequiredScopes(Scopes()));
    }

    private protected override void Process()
    {
        if (options is null)
        {
            return;
        }

        records++;
        if (ParameterSetName == SessionSet || PipedSession() is not null)
        {
            AddSessions();
        }
        else
        {
            AddCredentials();
        }

        while (tests!.HasResult || tests.IsFull)
        {
            Finish();
        }
    }

    private protected override void End()
    {
        while (tests is { IsEmpty: false })
        {
            Finish();
        }

        progress?.Complete();
        if (Programs.Warning() is { } warning)
        {
            WriteWarning(warning);
        }

        // PowerShell reports a record with an invalid value and does not pass it on.
        isUndetermined |= RecordValueAttribute.RefusedCount != refusedRecords;
        if (progress?.Done == 0 && !isUndetermined)
        {
            Report(new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.PipelineIsEmpty, recommendedAction: CommandMessages.CheckPipedObjects));
        }

        if (!Detailed && (isRejected || !isUndetermined))
        {
            WriteObject(!isRejected);
        }
    }

    // An error here must not be terminating: in "if (-not (Test-WalmartCredential …)) { exit 1 }", it would end
    // the if and let the script continue. Without output, -not is true.
    private protected override void Report(WalmartException error)
    {
        isUndetermined = true;
        WriteError(error.ToErrorRecord());
    }

    private void AddSessions()
    {
        IReadOnlyList<WalmartSession> sessions = [];
        Try(InputObject.Unwrap() as string, () => sessions = Sessions());
        foreach (var session in sessions)
        {
            Try(session.Name, () =>
            {
                session.EnsureConnected();
                RefuseWhatContradicts(session);
                Start(session.Name, () => RunAsync(Target(session, MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec)) ? session.Settings with { Timeout = TimeSpan.FromSeconds(TimeoutSec) } : session.Settings), options!));
            });
        }
    }

    private IReadOnlyList<WalmartSession> Sessions()
    {
        var known = RunspaceSessions.Current;
        if (!MyInvocation.ExpectingInput)
        {
            return known.Resolve(Session, Report);
        }

        object piped = (object?)PipedSession() ?? InputObject.Unwrap() as string ?? throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.PipedObjectIsNoTarget, recommendedAction: CommandMessages.PipeTargets);
        var found = known.Resolve([piped], Report);
        return Session is null || !found.Except(known.Resolve(Session, Report)).Any()
            ? found
            : throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.PipedSessionAndSession(found[0].Name), target: found[0].Name, recommendedAction: CommandMessages.LeaveSessionOut);
    }

    private void AddCredentials()
    {
        foreach (var name in ParameterSetName == SecretSet ? SecretName : [DefaultName()])
        {
            if (IsSharedToken(name))
            {
                continue;
            }

            Try(name, () =>
            {
                var settings = Settings() with { SessionName = name };
                if (Source([name]) is not { } source)
                {
                    var session = new SessionFactory(ModuleContext.Current, settings, Programs).CreateFromToken(new SuppliedToken(new SecretText(AccessToken!), ExpiresOn));
                    Start(name, () => RunAsync(Target(session, settings), options!));
                    return;
                }

                // Vaults are read here, on the pipeline thread, one secret at a time.
                var profile = source.Read(new SecretReadContext(this, StopToken)).First();
                if (profile.Token is { } token)
                {
                    var session = new SessionFactory(ModuleContext.Current, settings, Programs).CreateFromToken(token, profile);
                    Start(name, () => RunAsync(Target(session, session.Settings), options!));
                    return;
                }

                Start(name, () => RunAsync(settings, profile));
            });
        }
    }

    /// <summary>Tests a credential with its program or, if none is specified, with the first program that does not reject it.</summary>
    private async Task<TestResult> RunAsync(ConnectionSettings settings, CredentialProfile profile)
    {
        var choices = Programs.Candidates(settings.WithProxyOf(profile), profile);
        foreach (var own in choices)
        {
            var gateway = GatewayResolver.Resolve(own, profile);
            var target = new TestTarget(gateway, own, profile.Source) { Grant = GatewayResolver.Grant(own, profile, gateway), StoreStep = StoreStep(profile) };
            var isLast = own == choices[choices.Count - 1];
            var result = await RunAsync(target, isLast ? options! : options! with { CrossCheck = false }).ConfigureAwait(false);
            if (result.IsAccepted == true && choices.Count > 1)
            {
                Programs.Accept(own, profile, wasRejected: own != choices[0]);
            }

            if (result.IsAccepted != false || isLast)
            {
                return result;
            }
        }

        throw new InvalidOperationException(CommandMessages.ThereIsAlwaysCandidate);
    }

    private Task<TestResult> RunAsync(TestTarget target, TestOptions options) => new CredentialTest(ModuleContext.Current, target, options, Pipeline).RunAsync(StopToken);

    private void Start(string name, Func<Task<TestResult>> run)
    {
        var (input, number) = (InputObject, records);
        tests!.Add(async () =>
        {
            try
            {
                var result = await run().ConfigureAwait(false);
                return new Outcome(result.Report, result.BlockingError is { } error ? About(error, name, input, number) : null);
            }
            catch (WalmartException e)
            {
                return new Outcome(null, About(e, name, input, number));
            }
        });
    }

    // A target that cannot be tested also has its place in the results.
    private void Try(string? name, Action start)
    {
        try
        {
            start();
        }
        catch (WalmartException e)
        {
            tests!.Add(new Outcome(null, About(e, name, InputObject, records)));
        }
    }

    private void Finish()
    {
        var (report, error) = Pipeline.Wait(tests!.Take());
        progress!.Next();
        if (Detailed && report is not null)
        {
            WriteObject(report);
        }

        if (report?.Succeeded == false)
        {
            isRejected = true;
            WriteWarning(DisplayText.Clean($"{report}"));
        }
        else if (report?.Succeeded is null)
        {
            Report(error ?? new WalmartException(WalmartErrorId.InvalidResponse, $"{report}"));
        }
    }

    private WalmartException About(WalmartException error, string? name, PSObject? input, long number) =>
        error.ForCall(name, nameSession: !error.Message.Contains($"'{name}'"), input, MyInvocation.ExpectingInput ? number : null, description: null);

    private static TestTarget Target(WalmartSession session, ConnectionSettings settings) => session.Tokens is CredentialTokenProvider tokens
        ? new TestTarget(session.Gateway, settings, session.CredentialSource) { Grant = tokens.Grant, StoreStep = StoreStep(tokens.Lease.Profile) }
        : new TestTarget(session.Gateway, settings, session.CredentialSource) { Token = session.Tokens.Current };

    private static string StoreStep(CredentialProfile profile) =>
        profile.SecretName is { } secret ? CommandMessages.StoreCorrectedCredential(PSLiteral.Quote(secret), profile.Vault)
        : profile.Source == EnvironmentCredentialSource.SourceName ? CommandMessages.CorrectVariables
        : profile.Source.StartsWith(EnvironmentCredentialSource.SourceName, StringComparison.Ordinal) ? CommandMessages.CorrectPrefixedVariables
        : CommandMessages.PassCorrectedCredential;

    // A parameter set without these parameters would report "ambiguous" in a terminating error. A value that equals the
    // session's is accepted, because a script may set default values for all commands.
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
            throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.SessionWithOther(refused, gateway.DisplayName), recommendedAction: CommandMessages.LeaveOutOrTestCredential(refused));
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
                : throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.NoSuchScopeLevel(level, string.Join(", ", RequiredScopes.Levels)));
        }

        return scopes;
    }

    private sealed record Outcome(WalmartCredentialReport? Report, WalmartException? Error);
}
