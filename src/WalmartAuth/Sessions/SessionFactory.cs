using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>Makes sessions.</summary>
internal sealed class SessionFactory
{
    private readonly ModuleContext runtime;
    private readonly ConnectionSettings settings;

    public SessionFactory(ModuleContext runtime, ConnectionSettings settings)
    {
        this.runtime = runtime;
        this.settings = settings;
    }

    /// <summary>
    /// Connects with the first credential of the source that Walmart accepts, and asks for its token, so that a wrong
    /// secret fails here and not later.
    /// </summary>
    public async Task<WalmartSession> ConnectAsync(ICredentialSource source, IVaultHost pipeline, ICmdletOutput output, CancellationToken cancellation)
    {
        WalmartApiException? rejected = null;
        var tried = new List<string>();
        using var candidates = await pipeline.InvokeAsync(context => source.Read(context).GetEnumerator()).ConfigureAwait(false);
        while (await pipeline.InvokeAsync(_ => candidates.MoveNext()).ConfigureAwait(false))
        {
            var profile = candidates.Current;
            var own = settings.WithProxyOf(profile);
            var gateway = GatewayResolver.Resolve(own, profile);
            var counters = new SessionCounters();
            var binder = new CredentialLeaseFactory(runtime, own, gateway, counters);
            var bound = binder.Bind(profile);
            try
            {
                await bound.GetTokenAsync(TokenRequestMode.Connect, null, new CallBudget(TokenClient.Foreground, own.Timeout, runtime.Clock, output), cancellation).ConfigureAwait(false);
                await binder.RefreshTokens.KeepAsync(bound, pipeline, output).ConfigureAwait(false);
                return new WalmartSession(gateway, new CredentialTokenProvider(binder, source, bound, runtime.Clock), own, counters, runtime);
            }
            catch (WalmartApiException e) when (e.ErrorId == WalmartErrorId.CredentialRejected)
            {
                bound.Dispose();
                rejected = e;
                tried.Add(profile.Source);
                output.Verbose(e.Message);
            }
            catch
            {
                bound.Dispose();
                throw;
            }
        }

        throw new WalmartApiException(rejected!.ErrorId, $"{rejected.Message} {(tried.Count > 1 ? "Tried were" : "It came from")} {string.Join(", ", tried)}.", rejected.Failure, rejected.RecommendedAction, rejected);
    }

    /// <summary>A session around a token brought along; nothing is asked of Walmart.</summary>
    public WalmartSession Wrap(SecretText token, DateTimeOffset? expiresOn)
    {
        var gateway = GatewayResolver.Resolve(settings, null);
        return new WalmartSession(gateway, new StaticTokenProvider(token, expiresOn, gateway, runtime.Clock), settings, new SessionCounters(), runtime);
    }
}
