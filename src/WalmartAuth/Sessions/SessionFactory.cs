using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>Creates sessions.</summary>
internal sealed class SessionFactory
{
    private readonly ModuleContext context;
    private readonly ConnectionSettings settings;
    private readonly ProgramChoice programs;

    /// <param name="context">The process's clock, connections and tokens.</param>
    /// <param name="settings">The settings of the connection.</param>
    /// <param name="programs">Chooses the program if none is specified; shared by all sessions of a command.</param>
    public SessionFactory(ModuleContext context, ConnectionSettings settings, ProgramChoice programs)
    {
        this.context = context;
        this.settings = settings;
        this.programs = programs;
    }

    /// <summary>
    /// Connects with the first credential of the source that Walmart accepts, and requests its token, so that a wrong secret fails here
    /// rather than later.
    /// </summary>
    /// <param name="source">The credentials, and the source to read them from again.</param>
    /// <param name="output">Where the requests report their progress.</param>
    /// <param name="vault">Reads vaults.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="WalmartApiException">CredentialRejected: Walmart accepts none of them.</exception>
    public async Task<WalmartSession> ConnectAsync(ICredentialSource source, ICmdletOutput output, IVaultHost vault, CancellationToken cancellation)
    {
        WalmartApiException? rejection = null;
        CredentialProfile? last = null;
        var tried = new List<string>();
        var guessed = new List<string>();
        using var candidates = await vault.InvokeAsync(context => source.Read(context).GetEnumerator()).ConfigureAwait(false);
        while (await vault.InvokeAsync(_ => candidates.MoveNext()).ConfigureAwait(false))
        {
            var profile = candidates.Current;
            if (profile.Token is { } supplied)
            {
                return CreateFromToken(supplied, profile);
            }

            tried.Add(profile.Source);
            last = profile;
            var choices = programs.Candidates(settings.WithProxyOf(profile), profile);
            foreach (var own in choices)
            {
                // A rejected credential is cleared, but the other program still needs it.
                var key = choices.Count > 1 ? profile with { Credential = profile.Credential.Copy() } : profile;
                try
                {
                    var session = await ConnectAsync(own, key, source, output, vault, cancellation).ConfigureAwait(false);
                    if (choices.Count > 1)
                    {
                        profile.Credential.Secret.Dispose();
                        programs.Accept(own, profile, wasRejected: own != choices[0]);
                    }

                    return session;
                }
                catch (WalmartApiException e) when (e.ErrorId == WalmartErrorId.CredentialRejected)
                {
                    output.Verbose(e.Message);
                    rejection = e;
                    if (choices.Count > 1)
                    {
                        guessed.Add($"{own.Program} at {GatewayResolver.Resolve(own, profile).BaseAddress.Host}");
                    }
                }
            }
        }

        var both = guessed.Count > 0 ? SessionMessages.BothProgramsWereAsked(string.Join(" and ", guessed.Distinct())) : "";
        throw new WalmartApiException(rejection!.ErrorId, SessionMessages.CredentialsWereRejected(settings.SessionName, rejection.Message, tried.Count, string.Join(", ", tried), both), rejection.Failure, NextStep(last!) ?? rejection.RecommendedAction, rejection);
    }

    private static string? NextStep(CredentialProfile profile) =>
        profile.SecretName is { } secret ? SessionMessages.TestCredential(PSLiteral.Quote(secret) + (profile.Vault is { } vault ? $" -Vault {PSLiteral.Quote(vault)}" : ""))
        : profile.Source == EnvironmentCredentialSource.SourceName ? SessionMessages.TestCredential("-FromEnvironment")
        : null;

    private async Task<WalmartSession> ConnectAsync(ConnectionSettings own, CredentialProfile profile, ICredentialSource source, ICmdletOutput output, IVaultHost vault, CancellationToken cancellation)
    {
        var gateway = GatewayResolver.Resolve(own, profile);
        var counters = new SessionCounters();
        var tokens = new CredentialTokenProvider(context, own, gateway, counters, source, profile);
        try
        {
            await tokens.GetAsync(TokenRequestMode.Connect, null, new CallBudget(TokenClient.Foreground, own.Timeout, context.Clock, output), vault, cancellation).ConfigureAwait(false);
            if (counters.TokenRequests == 0 && counters.SharedTokenHits == 0)
            {
                output.Verbose(SessionMessages.TokenIsCached(profile.Source));
            }

            return new WalmartSession(gateway, tokens, own, counters, context);
        }
        catch (Exception e)
        {
            tokens.Dispose();
            // Of a rejection, the caller says which secrets were tried.
            if (e is WalmartException { ErrorId: not WalmartErrorId.CredentialRejected } failure)
            {
                throw failure.ForCall(own.SessionName, nameSession: true, input: null, number: null, description: null);
            }

            throw;
        }
    }

    /// <summary>A session with a token that the user supplied; no request is sent.</summary>
    /// <param name="token">The token.</param>
    /// <param name="profile">The profile it came from; null for a token supplied with -AccessToken.</param>
    public WalmartSession CreateFromToken(SuppliedToken token, CredentialProfile? profile = null)
    {
        var own = profile is null ? settings : settings.WithProxyOf(profile);
        var gateway = GatewayResolver.Resolve(own, profile);
        return new WalmartSession(gateway, new StaticTokenProvider(token, profile?.Source ?? "parameter -AccessToken", gateway, context.Clock), own, new SessionCounters(), context);
    }
}
