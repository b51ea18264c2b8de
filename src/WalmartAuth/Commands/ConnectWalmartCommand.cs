using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>Connects to Walmart: reads the credential, requests a token and caches it. A wrong secret fails here.</summary>
[Cmdlet(VerbsCommunications.Connect, "Walmart", DefaultParameterSetName = SecretSet)]
[OutputType(typeof(WalmartSession))]
public sealed class ConnectWalmartCommand : ConnectionCommand
{
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private OrderedTasks<Outcome>? connections;
    private RecordProgress? progress;
    private WalmartException? first;
    private WalmartException? held;
    private long records;
    private int failed;

    /// <summary>Writes the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Connects without becoming the default session of this runspace.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>The session's name; without it, the name of the first secret, or of the source of the credential. A connected session of that name is replaced.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RecordValue(typeof(string))]
    public string? SessionName { get; set; }

    /// <summary>Writes a refresh token that Walmart issues or replaces to the vault secret that was read. Without it, no credential is written to a vault.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    public SwitchParameter SaveRefreshToken { get; set; }

    /// <summary>How many records are connected at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The vault through which processes share the access token, sealed with the client secret.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? TokenVault { get; set; }

    internal override ConnectionSettings Settings() => base.Settings() with
    {
        TokenVault = TokenVault,
        SessionName = Name(),
        ClientId = Credential?.UserName,
        SaveRefreshToken = SaveRefreshToken,
    };

    private protected override void Begin()
    {
        base.Begin();
        RefuseEmpty(nameof(SessionName), SessionName);
        progress = new RecordProgress(this, CommandMessages.ConnectingToWalmart, ModuleContext.Current.Clock);
        connections = MyInvocation.ExpectingInput ? new OrderedTasks<Outcome>(ThrottleLimit, StopToken) : null;
    }

    private protected override void Process()
    {
        if (connections is null)
        {
            Register(Connect(), asDefault: !NoDefault);
            return;
        }

        if (IsSharedToken(SecretName.FirstOrDefault() ?? ""))
        {
            return;
        }

        records++;
        try
        {
            Start();
        }
        catch (WalmartException e)
        {
            connections.Add(new Outcome(null, About(e, SessionName ?? SecretName.FirstOrDefault(), InputObject, records)));
        }

        while (connections.HasResult || connections.IsFull)
        {
            Finish();
        }
    }

    private protected override void End()
    {
        while (connections is { IsEmpty: false })
        {
            Finish();
        }

        progress!.Complete();
        if (Programs.Warning() is { } warning)
        {
            WriteWarning(warning);
        }

        if (failed > 0 && failed == progress!.Done)
        {
            throw held ?? new WalmartException(first!.ErrorId, CommandMessages.NoRecordConnected(failed, first.Message), first, first.Target, first.RecommendedAction);
        }
    }

    private string Name() => SessionName is { } name
        ? WildcardPattern.ContainsWildcardCharacters(name) ? throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.NoWildcardsInSessionName(name), target: name) : name
        : DefaultName();

    private void Start()
    {
        if (PipedSession() is { } connected)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.RecordIsSession(connected.Name), target: connected.Name, recommendedAction: CommandMessages.PipeRecords);
        }

        var settings = Settings();
        if (!names.Add(settings.SessionName))
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.RecordNameIsTaken(settings.SessionName), target: settings.SessionName, recommendedAction: CommandMessages.NameEachRecord);
        }

        var factory = new SessionFactory(ModuleContext.Current, settings, Programs);
        if (Source(SecretName) is not { } source)
        {
            connections!.Add(new Outcome(factory.CreateFromToken(new SuppliedToken(new SecretText(AccessToken!), ExpiresOn)), null));
            return;
        }

        var (input, number) = (InputObject, records);
        connections!.Add(async () =>
        {
            try
            {
                return new Outcome(await factory.ConnectAsync(source, Pipeline, Pipeline, StopToken).ConfigureAwait(false), null);
            }
            catch (WalmartException e)
            {
                return new Outcome(null, About(e, settings.SessionName, input, number));
            }
        });
    }

    private void Finish()
    {
        var (session, failure) = Pipeline.Wait(connections!.Take());
        progress!.Next();
        if (held is not null)
        {
            WriteError(held.ToErrorRecord());
            held = null;
        }

        if (session is not null)
        {
            Register(session, asDefault: false);
            return;
        }

        first ??= failure!;
        failed++;
        if (progress.Done == 1)
        {
            // If no other record follows, this is the error of the whole command, and is not reported twice.
            held = failure;
            return;
        }

        WriteError(failure!.ToErrorRecord());
    }

    private void Register(WalmartSession session, bool asDefault)
    {
        RunspaceSessions.Current.Add(session, asDefault);
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    // A message that starts with the secret does not repeat its name.
    private static WalmartException About(WalmartException error, string? name, PSObject? input, long number) =>
        error.ForCall(name, nameSession: !error.Message.Contains($"'{name}'"), input, number, description: null);

    private sealed record Outcome(WalmartSession? Session, WalmartException? Error);
}
