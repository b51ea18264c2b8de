using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>Makes sessions.</summary>
internal sealed class SessionFactory
{
    private readonly ModuleContext context;
    private readonly ConnectionSettings settings;

    public SessionFactory(ModuleContext context, ConnectionSettings settings)
    {
        this.context = context;
        this.settings = settings;
    }

    /// <summary>
    /// Tries credentials in order until Walmart does not reject one, and gives the last result. Each is read when it is its
    /// turn, on the caller's thread: the pipeline's, which alone can read a vault.
    /// </summary>
    public static T FirstAccepted<T>(IEnumerable<CredentialProfile> candidates, Func<CredentialProfile, T> attempt, Func<T, bool> isRejected)
    {
        T last = default!;
        foreach (var candidate in candidates)
        {
            last = attempt(candidate);
            if (!isRejected(last))
            {
                break;
            }
        }

        return last;
    }

    /// <summary>Connects with the first credential that Walmart accepts.</summary>
    /// <param name="candidates">The credentials; read on this thread.</param>
    /// <param name="attempt">Waits for <see cref="TryConnectAsync"/>.</param>
    /// <exception cref="WalmartApiException">CredentialRejected: Walmart accepts none of them.</exception>
    public static WalmartSession Connect(IEnumerable<CredentialProfile> candidates, Func<CredentialProfile, ConnectionAttempt> attempt)
    {
        var tried = new List<string>();
        var last = FirstAccepted(candidates, attempt, result =>
        {
            tried.Add(result.Source);
            return result.Session is null;
        });
        return last.Session
            ?? throw new WalmartApiException(last.Rejection!.ErrorId, $"{last.Rejection.Message} {(tried.Count > 1 ? "Tried were" : "It came from")} {string.Join(", ", tried)}.", last.Rejection.Failure, last.Rejection.RecommendedAction, last.Rejection);
    }

    /// <summary>Connects with one credential, and requests its token, so that a wrong secret fails here and not later.</summary>
    /// <param name="profile">The credential.</param>
    /// <param name="source">Where it can be read again.</param>
    /// <param name="output">Where the request reports its progress.</param>
    /// <param name="vault">Where a refresh token can be saved.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ConnectionAttempt> TryConnectAsync(CredentialProfile profile, ICredentialSource source, ICmdletOutput output, IVaultHost? vault, CancellationToken cancellation)
    {
        var own = settings.WithProxyOf(profile);
        var gateway = GatewayResolver.Resolve(own, profile);
        var counters = new SessionCounters();
        var tokens = new CredentialTokenProvider(context, own, gateway, counters, source, profile);
        try
        {
            await tokens.GetAsync(TokenRequestMode.Connect, null, new CallBudget(TokenClient.Foreground, own.Timeout, context.Clock, output), vault, cancellation).ConfigureAwait(false);
            if (counters.TokenRequests == 0)
            {
                output.Verbose($"{profile.Source}: this process already has a token for the same secret, so Walmart was not asked.");
            }

            return new ConnectionAttempt(profile.Source, new WalmartSession(gateway, tokens, own, counters, context), null);
        }
        catch (WalmartApiException e) when (e.ErrorId == WalmartErrorId.CredentialRejected)
        {
            tokens.Dispose();
            output.Verbose(e.Message);
            return new ConnectionAttempt(profile.Source, null, e);
        }
        catch
        {
            tokens.Dispose();
            throw;
        }
    }

    /// <summary>A session around a token supplied with -AccessToken; Walmart is not asked.</summary>
    public WalmartSession CreateFromToken(SecretText token, DateTimeOffset? expiresOn)
    {
        var gateway = GatewayResolver.Resolve(settings, null);
        return new WalmartSession(gateway, new StaticTokenProvider(token, expiresOn, gateway, context.Clock), settings, new SessionCounters(), context);
    }
}

/// <summary>What came of connecting with one credential.</summary>
/// <param name="Source">Where the credential came from, as text.</param>
/// <param name="Session">The session; null where Walmart rejects the credential.</param>
/// <param name="Rejection">The rejection; null where Walmart accepts the credential.</param>
internal sealed record ConnectionAttempt(string Source, WalmartSession? Session, WalmartApiException? Rejection);
